package io.conccheck.analyzer.facts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which lock guards which field, told by how often it is held: a field that is written under a lock
 * of its own object and nearly always used under it is meant to be guarded by it.
 */
public final class Guards {

  /**
   * A field, its guard, and the uses that lack it.
   *
   * @param field symbol of the field
   * @param lock the lock that is held elsewhere
   * @param guarded how many uses hold it
   * @param broken uses that do not
   */
  public record Guard(String field, LockKey lock, int guarded, List<Access> broken) {}

  private record Use(Access access, List<LockKey> held) {}

  private Guards() {}

  /** All fields that are guarded at most of their uses but not at all. */
  public static List<Guard> broken(Program program) {
    Map<String, List<Use>> uses = new TreeMap<>();
    for (Body body : program.bodies().values()) {
      if (body.kind == Body.Kind.METHOD || body.kind == Body.Kind.LAMBDA) {
        read(body, program, uses);
      }
    }
    List<Guard> found = new ArrayList<>();
    for (Map.Entry<String, List<Use>> e : uses.entrySet()) {
      Guard guard = judge(e.getKey(), e.getValue());
      if (guard != null) {
        found.add(guard);
      }
    }
    return found;
  }

  private static void read(Body body, Program program, Map<String, List<Use>> uses) {
    boolean building = onlyFromConstructors(body, program);
    List<LockKey> entry = program.locksAtEntry().of(body.key);
    for (Access a : body.accesses) {
      boolean plain =
          (a.flags() & (Access.FINAL | Access.VOLATILE | Access.CONTENTS | Access.SYNC)) == 0;
      boolean own = a.path().fields().size() == 1 && (a.path().isThis() || a.path().isStatic());
      if (plain && own && !building) {
        List<LockKey> held = new ArrayList<>(entry);
        held.addAll(a.held());
        uses.computeIfAbsent(a.path().last(), f -> new ArrayList<>()).add(new Use(a, held));
      }
    }
  }

  /** A helper that only constructors call works on an object that nobody else has yet. */
  private static boolean onlyFromConstructors(Body body, Program program) {
    List<String> callers = program.calls().callers(body.key);
    return body.isPrivate
        && !callers.isEmpty()
        && callers.stream()
            .map(program.bodies()::get)
            .allMatch(c -> c.kind == Body.Kind.CONSTRUCTOR || c.kind == Body.Kind.INITIALISER);
  }

  private static Guard judge(String field, List<Use> uses) {
    Map<LockKey, Integer> counts = new LinkedHashMap<>();
    for (Use u : uses) {
      u.held().stream().distinct().forEach(k -> counts.merge(k, 1, Integer::sum));
    }
    for (Map.Entry<LockKey, Integer> c : counts.entrySet()) {
      LockKey lock = c.getKey();
      boolean same =
          lock.path().root().equals(uses.get(0).access().path().root()) || lock.path().isStatic();
      List<Access> broken = new ArrayList<>();
      boolean written = false;
      for (Use u : uses) {
        boolean holds = u.held().stream().anyMatch(k -> k.symbol().equals(lock.symbol()));
        written |= holds && u.access().writes();
        if (!holds && u.held().isEmpty()) {
          broken.add(u.access());
        }
      }
      int guarded = c.getValue();
      if (same && written && guarded >= 2 && !broken.isEmpty() && broken.size() * 3 <= guarded) {
        return new Guard(field, lock, guarded, broken);
      }
    }
    return null;
  }
}
