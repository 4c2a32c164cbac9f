package io.conccheck.analyzer.facts;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Locks that are held whenever a helper begins, because every call of it in the scanned sources
 * holds them. Of public methods of classes that others see nothing is assumed. Immutable.
 */
public final class LocksAtEntry {

  private final Map<String, List<LockKey>> held = new HashMap<>();

  LocksAtEntry(Map<String, Body> bodies, CallGraph calls) {
    Map<String, List<CallSite>> sites = new HashMap<>();
    Map<CallSite, Body> from = new java.util.IdentityHashMap<>();
    for (Body b : bodies.values()) {
      for (CallSite c : b.calls) {
        for (Body callee : calls.callees(c)) {
          if (isClosed(callee)) {
            sites.computeIfAbsent(callee.key, k -> new ArrayList<>()).add(c);
            from.put(c, b);
          }
        }
      }
    }
    Deque<String> open = new ArrayDeque<>(sites.keySet());
    int budget = 20 * sites.size();
    while (!open.isEmpty() && budget-- > 0) {
      String key = open.poll();
      List<LockKey> now = meet(bodies.get(key), sites.get(key), from);
      if (!now.equals(held.getOrDefault(key, List.of()))) {
        held.put(key, now);
        for (CallSite c : bodies.get(key).calls) {
          for (Body callee : calls.callees(c)) {
            if (sites.containsKey(callee.key)) {
              open.add(callee.key);
            }
          }
        }
      }
    }
  }

  private static boolean isClosed(Body b) {
    return b.isClosed && b.kind == Body.Kind.METHOD && b.container == null
        || b.kind == Body.Kind.LAMBDA;
  }

  private List<LockKey> meet(Body callee, List<CallSite> sites, Map<CallSite, Body> from) {
    List<LockKey> common = null;
    for (CallSite c : sites) {
      List<LockKey> all = new ArrayList<>(of(from.get(c).key));
      all.addAll(c.held());
      List<LockKey> seen = new ArrayList<>();
      for (LockKey k : all) {
        seen.add(inside(k, c, callee));
      }
      if (common == null) {
        common = seen;
      } else {
        common.retainAll(seen);
      }
    }
    return common == null ? List.of() : List.copyOf(common);
  }

  /** The caller's lock in the callee's terms; of unknown path if it has no name there. */
  private static LockKey inside(LockKey k, CallSite call, Body callee) {
    Path p = k.path();
    if (p.isStatic() || callee.kind == Body.Kind.LAMBDA) {
      return k;
    }
    if (!p.isUnknown()
        && p.root().equals(call.receiver().root())
        && call.receiver().fields().isEmpty()) {
      Path self = Path.self(callee.owner);
      Path seen = p.rebase(r -> self);
      return new LockKey(k.kind(), k.symbol(), seen);
    }
    return new LockKey(k.kind(), k.symbol(), Path.UNKNOWN);
  }

  /** Locks held at the beginning of the body of that key. */
  public List<LockKey> of(String bodyKey) {
    return held.getOrDefault(bodyKey, List.of());
  }
}
