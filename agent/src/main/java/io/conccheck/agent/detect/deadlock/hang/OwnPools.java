package io.conccheck.agent.detect.deadlock.hang;

import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.Waits;
import io.conccheck.agent.state.Stacks;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Workers that wait, within a task, for the end of the very pool they work for, which cannot end
 * before the task does. Used by the watchdog alone.
 */
final class OwnPools {

  private static final int LOOKS = 3; // in a row

  private record Seen(int count, int looks) {}

  private Map<ThreadState, Seen> before = Map.of();

  /** Those who have waited so for some looks, each as often as it is looked at. */
  List<Stuck> look() {
    Map<ThreadState, Seen> now = new IdentityHashMap<>();
    List<Stuck> found = new ArrayList<>();
    for (ThreadState ts : Threads.all()) {
      Thread t = ts.thread();
      if (t != null && ts.wait.kind() == Waits.POOL && ts.pool == ts.wait.on()) {
        Seen s = before.get(ts);
        int count = ts.wait.count();
        int looks = s != null && s.count == count ? s.looks + 1 : 1;
        now.put(ts, new Seen(count, looks));
        if (looks >= LOOKS && ts.pool != null) {
          found.add(new Stuck(ts, t, count, ts.pool, Waits.POOL, 0));
        }
      }
    }
    before = now;
    return found;
  }

  /** True if it waits again and again for as long as it takes, which is for ever. */
  static boolean closes(Stuck s) {
    for (StackTraceElement f : Stacks.of(s.thread())) {
      if (f.getMethodName().equals("close")
          && f.getClassName().startsWith("java.util.concurrent.")) {
        return true;
      }
    }
    return false;
  }
}
