package io.conccheck.analyzer.facts;

import java.util.ArrayList;
import java.util.List;

/** Locks held at a point, outermost first. Immutable. */
record Held(List<LockKey> locks) {

  static final Held NONE = new Held(List.of());

  Held plus(LockKey key) {
    if (key == null) {
      return this;
    }
    List<LockKey> more = new ArrayList<>(locks);
    more.add(key);
    return new Held(List.copyOf(more));
  }

  Held plusAll(List<LockKey> keys) {
    Held h = this;
    for (LockKey k : keys) {
      h = h.plus(k);
    }
    return h;
  }

  /** Without the innermost hold of that lock. */
  Held minus(LockKey key) {
    for (int i = locks.size() - 1; i >= 0; i--) {
      LockKey k = locks.get(i);
      if (k.symbol().equals(key.symbol())
          && k.path().equals(key.path())
          && k.kind() == key.kind()) {
        List<LockKey> fewer = new ArrayList<>(locks);
        fewer.remove(i);
        return new Held(List.copyOf(fewer));
      }
    }
    return this;
  }

  boolean holds(LockKey key) {
    return locks.contains(key);
  }

  /** What is held on both ways; null stands for a way that never gets here. */
  static Held meet(Held a, Held b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    if (a.equals(b)) {
      return a;
    }
    return new Held(a.locks.stream().filter(b.locks::contains).toList());
  }
}
