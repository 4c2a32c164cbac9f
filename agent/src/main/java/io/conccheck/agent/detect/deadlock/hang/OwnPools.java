package io.conccheck.agent.detect.deadlock.hang;

import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.Waits;
import io.conccheck.agent.state.Stacks;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;

/**
 * Threads that wait for the end of a pool which cannot come: workers that do so within a task of
 * that very pool, and who waits without a real limit for one that nobody has shut down. Used by the
 * watchdog alone.
 */
final class OwnPools {

  private static final int LOOKS = 3; // in a row

  private record Seen(int count, int looks) {}

  private Map<ThreadState, Seen> before = Map.of();
  private List<Stuck> open = List.of();

  /** Those who have waited so for some looks, each as often as it is looked at. */
  List<Stuck> look() {
    Map<ThreadState, Seen> now = new IdentityHashMap<>();
    List<Stuck> found = new ArrayList<>();
    open = new ArrayList<>();
    for (ThreadState ts : Threads.all()) {
      Thread t = ts.thread();
      Object pool = ts.wait.kind() == Waits.POOL ? ts.wait.on() : null;
      if (t != null && pool != null && (ts.pool == pool || isOpen(ts, pool))) {
        Seen s = before.get(ts);
        int count = ts.wait.count();
        int looks = s != null && s.count == count ? s.looks + 1 : 1;
        now.put(ts, new Seen(count, looks));
        if (looks >= LOOKS) {
          (ts.pool == pool ? found : open).add(new Stuck(ts, t, count, pool, Waits.POOL, 0));
        }
      }
    }
    before = now;
    return found;
  }

  /** Those who then waited for a pool that could still be handed tasks. */
  List<Stuck> open() {
    return open;
  }

  /** Pools of the program's own are not asked: they may take locks. */
  private static boolean isOpen(ThreadState ts, Object pool) {
    return ts.wait.endless()
        && pool.getClass().getClassLoader() == null
        && pool instanceof ExecutorService e
        && !e.isShutdown();
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
