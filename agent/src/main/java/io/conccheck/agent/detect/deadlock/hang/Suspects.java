package io.conccheck.agent.detect.deadlock.hang;

import io.conccheck.agent.boot.Waits;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Waits that most likely never end though a thread is left that could end them, such as one that
 * sleeps: they have lasted for a whole period of the watchdog, and keep from going on those who
 * were to end them. Used by the watchdog alone.
 */
final class Suspects {

  private final int looks;
  private Map<Long, Integer> before = Map.of();
  private Map<Long, Integer> now = new HashMap<>();

  /**
   * Begins to look.
   *
   * @param looks how many looks in a row must agree
   */
  Suspects(int looks) {
    this.looks = looks;
  }

  /** The watchdog looks again. */
  void nextLook() {
    before = now;
    now = new HashMap<>();
  }

  private boolean lasts(long key) {
    int times = before.getOrDefault(key, 0) + 1;
    now.put(key, times);
    return times >= looks;
  }

  /**
   * Circles that a thread outside of them could open, if it has what one of them has taken. None is
   * known to do so, at any of those looks: who has just opened one need not show it any more.
   *
   * @param told keys of those that need not be looked at
   */
  List<List<Stuck>> circles(Verdict v, Set<Long> told) {
    List<List<Stuck>> found = new ArrayList<>();
    for (List<Stuck> c : v.circles()) {
      long key = Watchdog.key(c);
      if (!v.isCertain(c) && !told.contains(key) && !v.mayBeOpened(c) && lasts(key)) {
        found.add(c);
      }
    }
    return found;
  }

  /** Those that wait for a sign and all the while hold a lock that another thread waits for. */
  void nested(List<Stuck> stuck, Holders holders, Consumer<Stuck> each) {
    for (Stuck asks : stuck) {
      for (Stuck s : asks.kind() == Waits.LOCK ? holders.keepers(asks) : List.<Stuck>of()) {
        if (isForSign(s) && lasts(Watchdog.key(List.of(s, asks)))) {
          each.accept(s);
        }
      }
    }
  }

  /**
   * Pools all of whose workers wait for a sign or for one that does, while the task that one of
   * them has handed in lies queued: it most likely is what that one waits for.
   */
  List<Pools.Crew> crews(Verdict v) {
    List<Pools.Crew> found = new ArrayList<>();
    for (Pools.Crew c : v.doom().crews()) {
      boolean starved = c.isFull() && waitsForItsOwn(c);
      for (Stuck s : c.stuck()) {
        starved &= isForSign(s) || v.doom().isQueued(s) || !v.holders().keepers(s).isEmpty();
      }
      if (starved && lasts(Watchdog.key(c.stuck()))) {
        found.add(c);
      }
    }
    return found;
  }

  private static boolean waitsForItsOwn(Pools.Crew crew) {
    for (Stuck s : crew.stuck()) {
      Object task = s.ts().handedIn instanceof WeakReference<?> r ? r.get() : null;
      if (task != null && Tasks.isInQueue(task, crew.pool())) {
        return true;
      }
    }
    return false;
  }

  /** True if the wait ends by what any other thread may do; a future has a thread of its own. */
  private static boolean isForSign(Stuck s) {
    return switch (s.kind()) {
      case Waits.CONDITION,
          Waits.LATCH,
          Waits.BARRIER,
          Waits.QUEUE,
          Waits.EXCHANGER,
          Waits.SEMAPHORE ->
          !s.isIdle();
      default -> false;
    };
  }
}
