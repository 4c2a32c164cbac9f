package io.conccheck.agent.detect.deadlock;

import io.conccheck.agent.boot.Waits;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Who of the stuck threads keeps whom: by lock held and by thread. */
final class Holders {

  private final Map<Object, List<Stuck>> byLock = new IdentityHashMap<>();
  private final Map<Thread, Stuck> byThread = new IdentityHashMap<>();

  Holders(List<Stuck> stuck) {
    for (Stuck s : stuck) {
      byThread.put(s.thread(), s);
      for (int i = 0; i < s.ts().held.size(); i++) {
        byLock.computeIfAbsent(s.ts().held.lock(i), k -> new ArrayList<>(1)).add(s);
      }
    }
  }

  /**
   * A stuck thread without which that one cannot go on, or null. One is enough: who waits for
   * several readers needs them all.
   *
   * @param runner the thread that computes the future waited for, or null
   */
  Stuck next(Stuck s, Object runner) {
    switch (s.kind()) {
      case Waits.LOCK:
        for (Stuck holder : byLock.getOrDefault(s.on(), List.of())) {
          if (s.isKeptBy(holder)) {
            return holder;
          }
        }
        return null;
      case Waits.JOIN:
        return byThread.get(s.on());
      case Waits.FUTURE:
        return runner == null ? null : byThread.get(runner);
      default:
        return null;
    }
  }
}
