package io.conccheck.analyzer.facts;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

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

  private record Use(
      Access access,
      List<LockKey> held,
      String body,
      boolean open,
      boolean several,
      List<Acquire> taken) {}

  /** Ends the name of a field where what is in its collection or array is meant. */
  public static final String CONTENTS = "[]";

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
    List<Access> own = body.accesses.stream().filter(Guards::isOwn).toList();
    if (own.isEmpty() || onlyFromConstructors(body, program) || isAside(body)) {
      return;
    }
    List<LockKey> entry = program.locksAtEntry().of(body.key);
    List<LocksAtEntry.Called> mixed = null;
    Boolean safe = null; // costs a look at all callers: asked when needed
    boolean open = isOpen(body, program);
    List<Join> joins = program.summaries().of(body).joins();
    for (Access a : own) {
      List<LockKey> held = new ArrayList<>(entry);
      held.addAll(a.held());
      if (held.isEmpty() && mixed == null) {
        mixed = LocksAtEntry.mixed(body, program);
      }
      if (held.isEmpty() && !mixed.isEmpty()) {
        for (LocksAtEntry.Called c : mixed) {
          called(c, a, body, isOpen(c.caller(), program), uses(uses, a));
        }
        continue;
      }
      if (held.isEmpty() && safe == null) {
        safe = AfterTasks.isOnlyThen(body, program) || underLock(body, program);
      }
      if (!held.isEmpty() || !safe) {
        uses(uses, a)
            .add(
                new Use(
                    a,
                    own(a, held),
                    body.key,
                    open && !isAfterJoin(a, joins),
                    body.accesses.size() > 1,
                    body.acquires));
      }
    }
  }

  /** A plain field of the object itself or of a class, or what is in its collection. */
  private static boolean isOwn(Access a) {
    int left = Access.FINAL | Access.VOLATILE | Access.SYNC | Access.ELEMENT;
    return (a.flags() & left) == 0
        && a.path().fields().size() == (a.is(Access.CONTENTS) ? 2 : 1)
        && (a.path().isThis() || a.path().isStatic());
  }

  /** All that a helper does to a field is one use of it by whoever calls the helper. */
  private static void called(
      LocksAtEntry.Called c, Access a, Body helper, boolean open, List<Use> uses) {
    Access seen = a.seenAt(c.call().site(), c.held());
    boolean before = uses.removeIf(u -> u.access().site().equals(seen.site()) && seen.writes());
    if (before || uses.stream().noneMatch(u -> u.access().site().equals(seen.site()))) {
      uses.add(new Use(seen, own(seen, seen.held()), helper.key, open, true, List.of()));
    }
  }

  private static List<Use> uses(Map<String, List<Use>> uses, Access a) {
    String what = a.path().fields().get(0) + (a.is(Access.CONTENTS) ? CONTENTS : "");
    return uses.computeIfAbsent(what, f -> new ArrayList<>());
  }

  /** Locks of the object whose field it is, named alike by all classes of a hierarchy. */
  private static List<LockKey> own(Access a, List<LockKey> held) {
    Path owner = owner(a);
    return held.stream()
        .map(k -> k.path().root().equals(a.path().root()) ? k.named(owner) : k)
        .toList();
  }

  /** The object of a field, as the class that declares it sees it. */
  private static Path owner(Access a) {
    String field = a.path().fields().get(0);
    return a.path().isThis() ? Path.self(field.substring(0, field.lastIndexOf('.'))) : Path.STATIC;
  }

  /** The code has waited for tasks before, and may well know that nobody is left. */
  private static boolean isAfterJoin(Access a, List<Join> joins) {
    long at = BodyReader.order(a.site());
    return joins.stream().anyMatch(j -> BodyReader.order(j.site()) < at);
  }

  /** Names of what is done to an object before others have it. */
  private static final Pattern PREPARES =
      Pattern.compile("(init|load|read|parse|setUp|configure|prepare|reset|copy|clone)");

  /** A method for others, which the thread that makes all changes is not known to call alone. */
  private static boolean isOpen(Body body, Program program) {
    return body.kind == Body.Kind.METHOD
        && !body.isPrivate
        && !PREPARES.matcher(body.key.substring(body.key.indexOf('#') + 1)).lookingAt()
        && (!body.isClosed || program.calls().callers(body.key).isEmpty())
        && program.entries().of(body.key).isEmpty();
  }

  /**
   * What builds the object from a stream, where nobody else has it yet, or tells its state to
   * people, who can live with an old value.
   */
  private static boolean isAside(Body body) {
    String name = body.key.substring(body.key.indexOf('#') + 1);
    return name.startsWith("readObject(")
        || name.startsWith("readExternal(")
        || name.startsWith("toString()");
  }

  /**
   * A method that only the scanned sources are likely to call, and of whose callers each holds a
   * lock or is building the object.
   */
  private static boolean underLock(Body body, Program program) {
    boolean called = false;
    for (String key : body.isClosed ? program.calls().callers(body.key) : List.<String>of()) {
      Body caller = program.bodies().get(key);
      boolean builds = caller != null && isBuilding(caller);
      boolean locked = caller != null && !program.locksAtEntry().of(key).isEmpty();
      for (CallSite call : caller == null ? List.<CallSite>of() : caller.calls) {
        boolean here = program.calls().callees(call).contains(body);
        if (here && !builds && !locked && call.held().isEmpty()) {
          return false;
        }
        called |= here && !builds;
      }
    }
    return called;
  }

  private static boolean isBuilding(Body body) {
    return body.kind == Body.Kind.CONSTRUCTOR || body.kind == Body.Kind.INITIALISER;
  }

  /** A helper that only constructors call works on an object that nobody else has yet. */
  private static boolean onlyFromConstructors(Body body, Program program) {
    List<String> callers = program.calls().callers(body.key);
    return body.isPrivate
        && !callers.isEmpty()
        && callers.stream().map(program.bodies()::get).allMatch(Guards::isBuilding);
  }

  /** True if one of those places is in a method that anybody may call. */
  private static boolean isOpen(List<Access> broken, List<Use> uses) {
    return uses.stream().anyMatch(u -> u.open() && broken.contains(u.access()));
  }

  /**
   * The same where all of them are in methods that use more than this; getters have their own rule.
   */
  private static boolean isOpenWithOthers(List<Access> broken, List<Use> uses) {
    return uses.stream()
        .filter(u -> broken.contains(u.access()))
        .allMatch(u -> u.open() && u.several());
  }

  /** Set where the code takes the lock right after, and read under it everywhere else. */
  private static boolean isSetTooEarly(List<Access> broken, List<Use> uses, LockKey lock) {
    return uses.stream()
        .filter(u -> broken.contains(u.access()))
        .allMatch(
            u ->
                u.open()
                    && u.access().kind() == Access.Kind.WRITE
                    && u.taken().stream()
                        .anyMatch(
                            a ->
                                a.lock().sameLock(lock)
                                    && BodyReader.order(a.site())
                                        > BodyReader.order(u.access().site())));
  }

  /** Numbers that are tested once more under the lock: the first look only saves its price. */
  private static boolean isCheckedAgain(List<Access> broken, List<Use> uses, LockKey lock) {
    return uses.stream()
        .filter(u -> broken.contains(u.access()))
        .allMatch(
            u ->
                u.access().is(Access.WORD)
                    && !u.access().writes()
                    && uses.stream()
                        .anyMatch(
                            again ->
                                again.body().equals(u.body())
                                    && !again.access().writes()
                                    && again.held().stream().anyMatch(lock::sameLock)));
  }

  private static Guard judge(String field, List<Use> uses) {
    Map<LockKey, Integer> counts = new LinkedHashMap<>();
    for (Use u : uses) {
      Set<LockKey> distinct = new HashSet<>();
      for (LockKey k : u.held()) {
        // Both sides of a lock for readers and writers guard.
        LockKey known = counts.keySet().stream().filter(k::sameLock).findFirst().orElse(k);
        if (distinct.add(known)) {
          counts.merge(known, 1, Integer::sum);
        }
      }
    }
    for (Map.Entry<LockKey, Integer> c : counts.entrySet()) {
      LockKey lock = c.getKey();
      boolean same =
          lock.path().isStatic() || lock.path().root().equals(owner(uses.get(0).access()).root());
      List<Access> broken = new ArrayList<>();
      Set<String> looksAgain = new HashSet<>();
      boolean written = false;
      boolean twice = false;
      boolean changedOutside = false;
      boolean contents = field.endsWith(CONTENTS);
      for (Use u : uses) {
        boolean holds = u.held().stream().anyMatch(k -> k.symbol().equals(lock.symbol()));
        written |= holds && u.access().writes();
        // To count on what was seen before the lock was taken is no second look.
        if (holds && (contents || u.access().kind() != Access.Kind.UPDATE)) {
          looksAgain.add(u.body());
        }
      }
      for (Use u : uses) {
        if (u.held().isEmpty()) {
          broken.add(u.access());
          // A look before the lock and another under it: that is what other rules judge.
          twice |= looksAgain.contains(u.body()) && !u.access().writes();
        }
        changedOutside |=
            u.access().writes()
                && u.held().stream().noneMatch(k -> k.symbol().equals(lock.symbol()));
      }
      int guarded = c.getValue();
      if (same
          && !isCheckedAgain(broken, uses, lock)
          && (written || isSetTooEarly(broken, uses, lock))
          && !broken.isEmpty()
          // What a collection holds is changed under the lock alone: to read it needs the lock.
          && (contents && (!changedOutside || broken.size() <= guarded) && isOpen(broken, uses)
              || !changedOutside && !twice && isOpenWithOthers(broken, uses)
              || !contents && isSetTooEarly(broken, uses, lock)
              || guarded >= 2 && broken.size() * (twice ? 3 : 2) <= guarded)) {
        return new Guard(field, lock, guarded, broken);
      }
    }
    return null;
  }
}
