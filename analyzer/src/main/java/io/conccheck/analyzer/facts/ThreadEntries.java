package io.conccheck.analyzer.facts;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which bodies run on threads of their own, directly or called from one that does. Immutable. */
public final class ThreadEntries {

  private final Map<String, Set<EntryKind>> kinds = new HashMap<>();

  ThreadEntries(Map<String, Body> bodies) {
    Deque<Body> open = new ArrayDeque<>();
    for (Body b : bodies.values()) {
      if (b.container != null) {
        mark(b, b.container, open);
      }
      for (Spawn s : b.spawns) {
        Body task = s.task().body() == null ? null : bodies.get(s.task().body());
        if (task != null) {
          mark(task, s.kind(), open);
        } else if (s.task().body() != null) {
          note(s.task().body(), s.kind());
        }
      }
    }
    while (!open.isEmpty()) {
      Body b = open.pop();
      for (int i = 0; i < b.calls.size(); i++) {
        CallSite c = b.calls.get(i);
        List<Body> callees = b.callees.get(i);
        if (callees.isEmpty() && !bodies.containsKey(c.callee())) {
          kinds.get(b.key).forEach(k -> note(c.callee(), k));
        }
        for (Body callee : callees) {
          for (EntryKind k : EnumSet.copyOf(kinds.get(b.key))) {
            mark(callee, k, open);
          }
        }
      }
    }
  }

  /** Code that does nothing with threads itself has no body here, but may be asked for. */
  private void note(String key, EntryKind kind) {
    kinds.computeIfAbsent(key, k -> EnumSet.noneOf(EntryKind.class)).add(kind);
  }

  private void mark(Body body, EntryKind kind, Deque<Body> open) {
    if (kinds.computeIfAbsent(body.key, k -> EnumSet.noneOf(EntryKind.class)).add(kind)) {
      open.push(body);
    }
  }

  /** On what threads the body of that key is known to run; empty if on none but its caller's. */
  public Set<EntryKind> of(String bodyKey) {
    return kinds.getOrDefault(bodyKey, Set.of());
  }
}
