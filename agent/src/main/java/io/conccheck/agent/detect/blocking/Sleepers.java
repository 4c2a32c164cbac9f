package io.conccheck.agent.detect.blocking;

import io.conccheck.agent.boot.BlockingEvents;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks from time to time for threads that sleep or wait in a monitor though they must not: those
 * waits are native on JDK 17. Ticker thread only. A thread that parks is told of by its hook.
 */
final class Sleepers implements Runnable {

  /** So many looks apart new threads are judged. */
  private static final int NEW = 5;

  private final BlockingDetector detector;
  private final List<ThreadState> watched = new ArrayList<>();
  private int looks;

  Sleepers(BlockingDetector detector) {
    this.detector = detector;
  }

  @Override
  public void run() {
    if (looks++ % NEW == 0) {
      judge();
    }
    for (ThreadState ts : watched) {
      Thread t = ts.thread();
      if (t != null && isAsleep(t)) {
        detector.look(t, ts.info, t.getStackTrace());
      }
    }
  }

  private void judge() {
    watched.clear();
    for (ThreadState ts : Threads.all()) {
      Thread t = ts.thread();
      boolean may = t == null || ts.info.virtual || ts.blocking == BlockingEvents.MAY;
      if (!may && detector.judge(t) == BlockingEvents.MUST_NOT) {
        watched.add(ts);
      }
    }
  }

  private static boolean isAsleep(Thread t) {
    Thread.State state = t.getState();
    return (state == Thread.State.TIMED_WAITING || state == Thread.State.WAITING)
        && LockSupport.getBlocker(t) == null;
  }
}
