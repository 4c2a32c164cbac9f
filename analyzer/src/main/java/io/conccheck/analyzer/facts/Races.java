package io.conccheck.analyzer.facts;

import io.conccheck.findings.Location;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds races by what the code around each start of a task shows: tasks against one another,
 * against the code that goes on after the start, and against themselves where they run many times.
 */
public final class Races {

  /** Calls down to which the steps of a task are seen well enough to put them in order. */
  private static final int NEAR = 1;

  /** Beyond that many calls it is told what could be reached, not that it is. */
  private static final int MOST_CALLS = 5;

  private final Program program;
  private final Map<String, Race> found = new LinkedHashMap<>();

  private Races(Program program) {
    this.program = program;
  }

  /**
   * All races that can be shown, at most one for each field or object, in the order of the code.
   */
  public static Collection<Race> of(Program program) {
    Races races = new Races(program);
    for (Body body : program.bodies().values()) {
      races.around(body);
    }
    races.withinClasses();
    races.apart();
    return races.found.values();
  }

  private void around(Body body) {
    Summary summary = program.summaries().of(body);
    if (summary.spawns().isEmpty()) {
      return;
    }
    List<Side> tasks = new ArrayList<>();
    for (Traced<Spawn> t : summary.spawns()) {
      Spawn s = t.what();
      List<Traced<Access>> accesses = program.summaries().taskAccesses(s);
      String role = "the task that " + s.kind().words() + " runs";
      tasks.add(new Side(role, accesses, program.summaries().waits(s), s.many(), s));
    }
    for (int i = 0; i < tasks.size(); i++) {
      Side task = tasks.get(i);
      if (task.many()) {
        compare(task, task);
      } else if (task.spawn().perCall() && (body.isWorkMethod() || isOften(body, task.spawn()))) {
        againstItself(task, summary, body.isWorkMethod());
      }
      for (int j = i + 1; j < tasks.size(); j++) {
        if (mayOverlap(task, tasks.get(j).spawn(), summary)) {
          compare(task, tasks.get(j));
        }
      }
      Side rest = rest(body, summary, task);
      compare(task, rest);
    }
  }

  /** A method that hands tasks to a pool which its object keeps: it would not for one call. */
  private static boolean isOften(Body body, Spawn spawn) {
    Path pool = spawn.runner();
    return body.isRepeated()
        && !pool.fields().isEmpty()
        && body.accesses.stream().noneMatch(a -> a.writes() && a.path().equals(pool));
  }

  /**
   * Two callers, or one who calls twice, have two tasks run: of that there is no proof here.
   *
   * @param all false if only what each run changes counts
   */
  private void againstItself(Side task, Summary summary, boolean all) {
    if (joined(task.spawn(), summary, task) != Long.MAX_VALUE) {
      return;
    }
    for (Traced<Access> x : task.open()) {
      boolean own = x.what().path().isVariable(); // each call has its own
      boolean far = x.chain().size() > NEAR + 1;
      if (own || far || !x.what().writes() || x.what().is(Access.ELEMENT)) {
        continue;
      }
      for (Traced<Access> y : task.open(x.what().path())) {
        boolean plain = x.what().kind() == Access.Kind.WRITE && y.what().kind() != Access.Kind.READ;
        plain |= !all && x.what().kind() != y.what().kind();
        if (!plain && conflict(x.what(), y.what(), task, task) && !isHandedOver(x, y, task, task)) {
          record(x, y, task, task, task.start(), true);
        }
      }
    }
  }

  /** What the starting code itself does between the start and the end of the task. */
  private Side rest(Body body, Summary summary, Side task) {
    Spawn spawn = task.spawn();
    long start = BodyReader.order(spawn.site());
    long end = joined(spawn, summary, task);
    List<Traced<Access>> during = new ArrayList<>();
    List<LockKey> entry = program.locksAtEntry().of(body.key);
    for (Traced<Access> t : summary.accesses()) {
      Location here = t.chain().isEmpty() ? t.what().site() : t.chain().get(0);
      long at = BodyReader.order(here);
      boolean sameLoop =
          spawn.loop() != 0
              && t.what().loop() == spawn.loop()
              && end == Long.MAX_VALUE
              && !t.what().is(Access.ELEMENT)
              && !isSince(t.what(), spawn.loop());
      boolean follows = at > start && at < end && !Range.any(spawn.apart(), at);
      if (follows || sameLoop) {
        during.add(
            entry.isEmpty() ? t : new Traced<>(t.what().rebase(p -> p, entry, 0), t.chain()));
      }
    }
    String name = body.symbol == null ? body.key : body.symbol;
    return new Side(
        "`" + name.replace('#', '.') + "` after starting it", during, List.of(), false, null);
  }

  /** Where the code surely has waited for the task; at the end of time if nowhere. */
  private static long joined(Spawn spawn, Summary summary, Side task) {
    long first = Long.MAX_VALUE;
    for (Join j : summary.joins()) {
      long at = BodyReader.order(j.site());
      boolean after = at >= BodyReader.order(spawn.site());
      boolean another =
          !j.runner().isUnknown()
              && !j.runner().equals(spawn.runner())
              && !j.runner().equals(Paths.fresh(spawn.site()))
              && summary.spawns().stream().anyMatch(s -> s.what().runner().equals(j.runner()));
      // Of a latch or queue that the task uses it is known what the task does before and after.
      if (after && !another && !task.uses(j.runner())) {
        first = Math.min(first, at);
      }
    }
    return first;
  }

  private static boolean mayOverlap(Side task, Spawn b, Summary summary) {
    Spawn a = task.spawn();
    boolean oneByOne = a.single() && b.single() && a.runner().equals(b.runner());
    // A stage comes after the one it hangs on; which one that is is not known here.
    boolean timers =
        (a.kind().isStage() && isStage(b) || b.kind().isStage() && isStage(a)) && !areApart(a, b);
    boolean together = a.kind() == EntryKind.EXECUTOR && a.site().equals(b.site());
    boolean ended =
        !together && joined(a, summary, task) <= BodyReader.order(b.site()) && a.loop() == 0;
    return !oneByOne && !timers && !ended;
  }

  /** Stages of two futures that this code has made, neither out of the other. */
  private static boolean areApart(Spawn a, Spawn b) {
    return a.runner().isFresh() && b.runner().isFresh() && !a.runner().equals(b.runner());
  }

  private static boolean isStage(Spawn s) {
    return s.kind().isStage() || s.kind() == EntryKind.ASYNC;
  }

  /** A task of a class against the methods of that class which others call meanwhile. */
  private void withinClasses() {
    for (OwnTasks.OwnTask task : OwnTasks.of(program)) {
      List<Traced<Access>> inside =
          ofThis(program.summaries().of(task.body()).accesses(), task.owner());
      Side runs =
          new Side(
              "the task that " + task.kind().words() + " runs", inside, List.of(), false, null);
      againstStarter(runs, task);
      for (Body other : OwnTasks.outsiders(task, program)) {
        List<Traced<Access>> outside =
            ofThis(program.summaries().of(other).accesses(), task.owner());
        if (outside.isEmpty()) {
          continue;
        }
        String name = other.symbol.replace('#', '.');
        Side calls = new Side("callers of `" + name + "`", outside, List.of(), false, null);
        compareOwn(runs, calls, task);
      }
    }
  }

  /** Who hands over one task for each call counts them up while an earlier one counts down. */
  private void againstStarter(Side runs, OwnTasks.OwnTask task) {
    Body starter = program.bodies().get(task.starter());
    if (starter == null || !starter.isWorkMethod() || task.start() == null || task.joins()) {
      return;
    }
    List<Traced<Access>> counts =
        ofThis(program.summaries().of(starter).accesses(), task.owner()).stream()
            .filter(t -> t.what().kind() == Access.Kind.UPDATE)
            .toList();
    String role = "callers of `" + starter.symbol.replace('#', '.') + "`";
    compareOwn(runs, new Side(role, counts, List.of(), false, null), task);
  }

  /** Tasks that different methods start: that both run at once is likely, not proven. */
  private void apart() {
    for (StartedApart.Pair p : StartedApart.of(program)) {
      for (Traced<Access> x : p.a().open()) {
        for (Traced<Access> y : p.b().open(x.what().path())) {
          boolean elements = x.what().is(Access.ELEMENT) || y.what().is(Access.ELEMENT);
          if (!elements && conflict(x.what(), y.what(), p.a(), p.b())) {
            record(x, y, p.a(), p.b(), p.a().start(), true);
          }
        }
      }
    }
  }

  private static List<Traced<Access>> ofThis(List<Traced<Access>> all, String owner) {
    return all.stream().filter(t -> t.what().path().root().equals("this:" + owner)).toList();
  }

  /** Without seeing who calls, only what no order of calls makes right counts. */
  private void compareOwn(Side runs, Side calls, OwnTasks.OwnTask task) {
    boolean handOver = runs.meets(calls);
    for (Traced<Access> x : runs.open()) {
      for (Traced<Access> y : calls.open(x.what().path())) {
        Access in = x.what();
        Access out = y.what();
        boolean flag = in.is(Access.LOOP_TEST) && out.kind() == Access.Kind.WRITE;
        boolean both = in.kind() == Access.Kind.UPDATE && out.kind() == Access.Kind.UPDATE;
        boolean counter =
            in.kind() == Access.Kind.UPDATE && out.kind() == Access.Kind.READ && !task.joins();
        boolean seen =
            in.writes() && out.kind() == Access.Kind.READ && !task.joins() && task.hidden();
        if ((flag || both || counter || seen) && !handOver && conflict(in, out, runs, calls)) {
          // A stage may well run on the thread that calls the other method.
          boolean assumed = !flag && !both || task.kind().isStage() || task.start() == null;
          record(x, y, runs, calls, task.start(), assumed);
        }
      }
    }
  }

  private void compare(Side a, Side b) {
    for (Traced<Access> x : a.open()) {
      for (Traced<Access> y : b.open(x.what().path())) {
        if (conflict(x.what(), y.what(), a, b) && !isHandedOver(x, y, a, b)) {
          record(x, y, a, b, start(a, b), isAssumed(x, y, a, b));
        }
      }
    }
  }

  /** Whether two uses of one place may meet. */
  private static boolean conflict(Access x, Access y, Side a, Side b) {
    boolean apart = x.is(Access.ELEMENT) && x.writes() && y.writes(); // each its own, one hopes
    return (x.writes() || y.writes())
        && !apart
        && !guarded(x, y)
        && !(a == b && (ownEachTime(x, a.spawn()) || isOfThread(x, a.spawn())));
  }

  /** A field of an object that is a thread itself: it runs once. */
  private static boolean isOfThread(Access x, Spawn spawn) {
    Path thread = spawn.task().object();
    return spawn.kind() == EntryKind.THREAD
        && thread.equals(spawn.runner())
        && x.path().root().equals(thread.root())
        && x.path().fields().size() > thread.fields().size()
        && x.path().fields().subList(0, thread.fields().size()).equals(thread.fields());
  }

  /**
   * What is handed over by something volatile is ordered, or may be. Where the code near the start
   * shows all of both, the order of its steps tells.
   */
  private static boolean isHandedOver(Traced<Access> x, Traced<Access> y, Side a, Side b) {
    if (b.spawn() == null && a.waitsFor(b, y, x)) {
      return true;
    }
    if (!a.meets(b)) {
      return false;
    }
    boolean both = x.what().kind() == Access.Kind.UPDATE && y.what().kind() == Access.Kind.UPDATE;
    boolean seen = x.chain().size() <= NEAR && y.chain().size() <= NEAR;
    boolean near = seen || a == b && both;
    return !near || a.handsOver(x, b, y, a != b) || b.handsOver(y, a, x, a != b);
  }

  /**
   * What speaks for a race without proving it: a long way to one of the uses, a callback that may
   * run at once, a task that first waits for somebody who is not in sight.
   */
  private static boolean isAssumed(Traced<Access> x, Traced<Access> y, Side a, Side b) {
    boolean far = Math.max(x.chain().size(), y.chain().size()) > MOST_CALLS;
    boolean perhaps = a.isCallback() || b.isCallback();
    boolean awaited = b.spawn() == null && a.waitsBefore(x) && !a.meets(b);
    return far || perhaps || awaited || b.spawn() == null && oneCall(y, a.spawn());
  }

  /** One call in a loop starts the task and, some way down, does the other as well. */
  private static boolean oneCall(Traced<Access> y, Spawn spawn) {
    return y.chain().size() > NEAR + 1 && y.chain().get(0).equals(spawn.site());
  }

  /** A lock in common, in modes that shut each other out; an unknown lock gets the benefit. */
  private static boolean guarded(Access x, Access y) {
    for (LockKey k : x.held()) {
      for (LockKey l : y.held()) {
        if (k.path().isFresh() || l.path().isFresh()) {
          continue; // made on the spot: each thread has one of its own
        }
        boolean perhaps =
            k.symbol().equals(l.symbol()) && (k.path().isUnknown() || l.path().isUnknown());
        if ((perhaps || k.sameLock(l)) && k.excludes(l)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * What a task declares itself is its own each time it runs; of a task started in a loop, so is
   * what that same loop declares. Captured variables come before both in the file.
   */
  private static boolean ownEachTime(Access x, Spawn spawn) {
    long start = spawn.site().line() * 4096L + Math.min(4095, spawn.site().column());
    return isSince(x, spawn.loop() == 0 ? start : Math.min(start, spawn.loop()));
  }

  /** Of a variable that is declared behind a place. */
  private static boolean isSince(Access x, long from) {
    if (!x.path().isVariable()) {
      return false;
    }
    String root = x.path().root();
    String[] place = root.substring(root.lastIndexOf('@') + 1).split(":");
    long declared = Long.parseLong(place[0]) * 4096 + Math.min(4095, Long.parseLong(place[1]));
    return declared >= from;
  }

  private void record(
      Traced<Access> x, Traced<Access> y, Side a, Side b, Location start, boolean assumed) {
    boolean swap = !x.what().writes() || preferSecond(x.what(), y.what());
    Race race =
        swap
            ? new Race(y, x, b.role(), a.role(), start, assumed)
            : new Race(x, y, a.role(), b.role(), start, assumed);
    String field = race.field();
    String owner = field == null ? "" : field.substring(0, field.lastIndexOf('.'));
    if (program.classes().promises().isThreadSafe(owner)) {
      return;
    }
    Race known = found.get(key(race));
    if (known == null || rank(race) > rank(known)) {
      found.put(key(race), race);
    }
  }

  private static boolean preferSecond(Access x, Access y) {
    return y.kind() == Access.Kind.UPDATE && x.kind() != Access.Kind.UPDATE;
  }

  private static Location start(Side a, Side b) {
    return a.start() != null ? a.start() : b.start();
  }

  private static String key(Race race) {
    String field = race.field();
    String contents = race.first().what().is(Access.CONTENTS) ? "*" : "";
    return field != null
        ? field + contents
        : race.path() + race.first().what().site().path() + contents;
  }

  private static int rank(Race race) {
    int writes = (race.first().what().writes() ? 1 : 0) + (race.second().what().writes() ? 1 : 0);
    boolean update = race.first().what().kind() == Access.Kind.UPDATE;
    return writes * 2 + (update ? 1 : 0) - (race.assumed() ? 8 : 0);
  }
}
