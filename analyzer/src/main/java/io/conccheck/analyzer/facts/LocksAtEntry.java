package io.conccheck.analyzer.facts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Locks that are held whenever a helper begins, because every call of it in the scanned sources
 * holds them. Of public methods of classes that others see nothing is assumed. Immutable.
 *
 * <p>The greatest solution: a helper that calls itself keeps what its other callers hold. Answers
 * only shrink while it is sought, so the search ends.
 */
public final class LocksAtEntry {

  /** A call of a helper, and what its caller holds there in the helper's terms. */
  record Called(CallSite call, Body caller, List<LockKey> held) {}

  private final Map<String, List<LockKey>> held = new HashMap<>(); // of helpers called so far

  LocksAtEntry(Map<String, Body> bodies) {
    Map<String, List<CallSite>> sites = new HashMap<>();
    Map<CallSite, Body> from = new IdentityHashMap<>();
    for (Body b : bodies.values()) {
      for (int i = 0; i < b.calls.size(); i++) {
        CallSite c = b.calls.get(i);
        for (Body callee : b.callees.get(i)) {
          if (isClosed(callee)) {
            sites.computeIfAbsent(callee.key, k -> new ArrayList<>(2)).add(c);
            from.put(c, b);
          }
        }
      }
    }
    Set<String> open = new LinkedHashSet<>();
    bodies.keySet().stream().filter(sites::containsKey).forEach(open::add);
    while (!open.isEmpty()) {
      String key = open.iterator().next();
      open.remove(key);
      Body body = bodies.get(key);
      List<LockKey> now = meet(body, sites, from);
      if (now != null && (!held.containsKey(key) || now.size() < held.get(key).size())) {
        held.put(key, now);
        for (List<Body> callees : body.callees) {
          for (Body callee : callees) {
            if (sites.containsKey(callee.key)) {
              open.add(callee.key);
            }
          }
        }
      }
    }
  }

  /**
   * Of a private helper that some methods call with locks and others without: what each call holds
   * in its terms. Empty for all other methods.
   */
  static List<Called> mixed(Body body, Program program) {
    List<Called> seen = new ArrayList<>();
    boolean helper = body.isPrivate && body.kind == Body.Kind.METHOD && body.container == null;
    if (!helper || !program.entries().of(body.key).isEmpty()) {
      return List.of();
    }
    for (String key : new LinkedHashSet<>(program.calls().callers(body.key))) {
      Body caller = program.bodies().get(key);
      if (caller != null && caller.kind == Body.Kind.CONSTRUCTOR) {
        continue; // nobody else has the object yet
      }
      boolean plain =
          caller != null
              && caller.kind == Body.Kind.METHOD
              && (!caller.isPrivate || !program.locksAtEntry().of(key).isEmpty());
      if (!plain) {
        return List.of();
      }
      for (CallSite c : caller.calls) {
        if (program.calls().callees(c).contains(body)) {
          List<LockKey> held = new ArrayList<>();
          program.locksAtEntry().of(key).forEach(k -> held.add(inside(k, c, body)));
          c.held().forEach(k -> held.add(inside(k, c, body)));
          seen.add(new Called(c, caller, List.copyOf(held)));
        }
      }
    }
    boolean some = seen.stream().anyMatch(c -> !c.held().isEmpty());
    boolean none = seen.stream().anyMatch(c -> c.held().isEmpty());
    return some && none ? seen : List.of();
  }

  private static boolean isClosed(Body b) {
    return b.isClosed && b.kind == Body.Kind.METHOD && b.container == null
        || b.kind == Body.Kind.LAMBDA;
  }

  /** What all callers hold that have been looked at so far; null if there is none yet. */
  private List<LockKey> meet(
      Body callee, Map<String, List<CallSite>> sites, Map<CallSite, Body> from) {
    Set<LockKey> common = null;
    for (CallSite c : sites.get(callee.key)) {
      String caller = from.get(c).key;
      if (sites.containsKey(caller) && !held.containsKey(caller)) {
        continue;
      }
      Set<LockKey> seen = new LinkedHashSet<>();
      of(caller).forEach(k -> seen.add(inside(k, c, callee)));
      c.held().forEach(k -> seen.add(inside(k, c, callee)));
      if (common == null) {
        common = seen;
      } else {
        common.retainAll(seen);
      }
      if (common.isEmpty()) {
        return List.of();
      }
    }
    return common == null ? null : List.copyOf(common);
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
