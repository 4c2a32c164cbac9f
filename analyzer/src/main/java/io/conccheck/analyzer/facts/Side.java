package io.conccheck.analyzer.facts;

import io.conccheck.findings.Location;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one of the threads around a start does. Immutable. */
final class Side {

  private final String role;
  private final boolean many;
  private final Spawn spawn;
  private final Set<Path> hands = new HashSet<>();
  private final List<Traced<Access>> open = new ArrayList<>();
  private final Map<Path, List<Traced<Access>>> openByPath = new HashMap<>();

  /**
   * One side.
   *
   * @param role who it is, as messages say it
   * @param accesses what it touches
   * @param many true if it may run beside itself
   * @param spawn the start it comes from; null for the code that goes on
   */
  Side(String role, List<Traced<Access>> accesses, boolean many, Spawn spawn) {
    this.role = role;
    this.many = many;
    this.spawn = spawn;
    for (Traced<Access> t : accesses) {
      Access a = t.what();
      if (a.is(Access.VOLATILE) || a.is(Access.SYNC)) {
        hands.add(a.path());
      } else if (!a.is(Access.FINAL) && !a.path().isFresh() && !a.path().isUnknown()) {
        open.add(t);
        openByPath.computeIfAbsent(a.path(), p -> new ArrayList<>(2)).add(t);
      }
    }
  }

  String role() {
    return role;
  }

  boolean many() {
    return many;
  }

  Spawn spawn() {
    return spawn;
  }

  /** True if both use one volatile field or synchronising object, which may order them. */
  boolean meets(Side other) {
    return !Collections.disjoint(hands, other.hands);
  }

  /** What it touches of plain fields and contents of objects that others may know. */
  List<Traced<Access>> open() {
    return open;
  }

  /** Those of {@link #open} that go to one place. */
  List<Traced<Access>> open(Path path) {
    return openByPath.getOrDefault(path, List.of());
  }

  Location start() {
    return spawn == null ? null : spawn.site();
  }
}
