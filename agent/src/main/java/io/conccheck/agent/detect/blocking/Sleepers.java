package io.conccheck.agent.detect.blocking;

import io.conccheck.agent.boot.BlockingEvents;
import io.conccheck.agent.state.PlatformThreads;
import io.conccheck.agent.state.Stacks;
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
  private final List<Thread> watched = new ArrayList<>();
  private int looks;

  Sleepers(BlockingDetector detector) {
    this.detector = detector;
  }

  @Override
  public void run() {
    if (looks++ % NEW == 0) {
      judge();
    }
    for (Thread t : watched) {
      StackTraceElement[] stack = isAsleep(t) ? Stacks.of(t) : null;
      if (stack != null && stack.length > 0 && isWait(stack[0])) {
        detector.look(t, stack);
      }
    }
  }

  private void judge() {
    watched.clear();
    for (Thread t : PlatformThreads.all()) {
      if (detector.judge(t) == BlockingEvents.MUST_NOT) {
        watched.add(t);
      }
    }
  }

  /** The thread may have gone on between the two looks. */
  private static boolean isWait(StackTraceElement top) {
    String name = top.getClassName();
    return top.isNativeMethod()
        && (name.equals("java.lang.Thread") || name.equals("java.lang.Object"));
  }

  private static boolean isAsleep(Thread t) {
    Thread.State state = t.getState();
    return (state == Thread.State.TIMED_WAITING || state == Thread.State.WAITING)
        && LockSupport.getBlocker(t) == null;
  }
}
