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
  private final List<Traced<Block>> waits;
  private final List<Traced<Access>> locked = new ArrayList<>();
  private final Map<Path, List<Traced<Access>>> hands = new HashMap<>();
  private final Set<Path> given = new HashSet<>();
  private final Set<Path> taken = new HashSet<>();
  private final List<Traced<Access>> open = new ArrayList<>();
  private final Map<Path, List<Traced<Access>>> openByPath = new HashMap<>();

  /**
   * One side.
   *
   * @param role who it is, as messages say it
   * @param accesses what it touches
   * @param waits where it waits for others to tell it something
   * @param many true if it may run beside itself
   * @param spawn the start it comes from; null for the code that goes on
   */
  Side(
      String role,
      List<Traced<Access>> accesses,
      List<Traced<Block>> waits,
      boolean many,
      Spawn spawn) {
    this.role = role;
    this.waits = waits;
    this.many = many;
    this.spawn = spawn;
    for (Traced<Access> t : accesses) {
      Access a = t.what();
      if (!a.held().isEmpty()) {
        locked.add(t);
      }
      if (a.is(Access.VOLATILE) || a.is(Access.SYNC)) {
        hands.computeIfAbsent(a.path(), p -> new ArrayList<>(2)).add(t);
        if (gives(a)) {
          given.add(a.path());
        }
        if (takes(a)) {
          taken.add(a.path());
        }
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

  /** True for a volatile field or synchronising object that it uses. */
  boolean uses(Path hand) {
    return hands.containsKey(hand);
  }

  /**
   * True if one tells the other something by a volatile field or synchronising object, which may
   * order them.
   */
  boolean meets(Side other) {
    return !Collections.disjoint(given, other.taken) || !Collections.disjoint(taken, other.given);
  }

  /**
   * True if what this side does at {@code x} may be known to have happened where the other does
   * {@code y}: something is written or released after the one that is read or waited for before the
   * other.
   *
   * @param rounds true if all of a loop may come before and after each other part of it
   */
  boolean handsOver(Traced<Access> x, Side other, Traced<Access> y, boolean rounds) {
    for (Map.Entry<Path, List<Traced<Access>>> h : hands.entrySet()) {
      List<Traced<Access>> there = other.hands.get(h.getKey());
      if (there != null
          && h.getValue().stream().anyMatch(r -> gives(r.what()) && isBefore(x, r, rounds))
          && there.stream()
              .anyMatch(
                  g ->
                      takes(g.what())
                          && isBefore(g, y, rounds)
                          && !(rounds && endsLoop(g, y, h.getValue())))) {
        return true;
      }
    }
    return false;
  }

  /**
   * True for the flag that a loop tests in which that use stands, if others set it to a constant:
   * who has seen them do so has left the loop.
   */
  private static boolean endsLoop(
      Traced<Access> test, Traced<Access> use, List<Traced<Access>> others) {
    Access t = test.what();
    return t.is(Access.LOOP_TEST)
        && test.chain().isEmpty()
        && t.loop() != 0
        && t.loop() == use.what().loop()
        && t.loop() / 4096 == t.site().line()
        && others.stream()
            .allMatch(o -> o.what().kind() == Access.Kind.READ || o.what().is(Access.CONSTANT));
  }

  /** True for code that a future runs which others complete, on a thread of their choice. */
  boolean isCallback() {
    return spawn != null && spawn.kind() == EntryKind.CALLBACK;
  }

  /** True if it waits for others before it does that, the first time as well. */
  boolean waitsBefore(Traced<Access> use) {
    return waits.stream().anyMatch(w -> stop(w).isBefore(step(use), false));
  }

  /**
   * True if before {@code y} it waits at a monitor or condition whose lock the other side takes
   * after {@code x}.
   */
  boolean waitsFor(Side other, Traced<Access> x, Traced<Access> y) {
    for (Traced<Block> w : waits) {
      LockKey lock = w.what().releases();
      if (lock != null
          && stop(w).isBefore(step(y), false)
          && other.locked.stream()
              .anyMatch(
                  t ->
                      t.what().held().stream().anyMatch(lock::sameLock)
                          && step(x).isBefore(step(t), false))) {
        return true;
      }
    }
    return false;
  }

  private static boolean gives(Access a) {
    return a.writes();
  }

  private static boolean takes(Access a) {
    return !a.is(Access.BLIND) && a.kind() != Access.Kind.WRITE;
  }

  private static boolean isBefore(Traced<Access> a, Traced<Access> b, boolean rounds) {
    return step(a).isBefore(step(b), rounds);
  }

  private static Step step(Traced<Access> t) {
    return new Step(t.chain(), t.what().site(), t.what().loop());
  }

  private static Step stop(Traced<Block> t) {
    return new Step(t.chain(), t.what().site(), 0);
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
