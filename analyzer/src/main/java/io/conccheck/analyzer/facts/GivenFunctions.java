package io.conccheck.analyzer.facts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Functions that scanned methods run before they return, as {@code locked(() -> count++)} does: the
 * code that gives such a function calls it, under the locks that the method holds then. Functions
 * that tasks of such methods run are tasks of the code that gives them. For use by one thread.
 */
final class GivenFunctions {

  private static final int DEEPEST = 3;

  /**
   * A place where a parameter is run.
   *
   * @param param its place
   * @param held what is held there, as the method itself sees it
   * @param spawn the start of the task that runs it, or null where the method does so itself
   */
  private record Run(int param, List<LockKey> held, Spawn spawn) {}

  private final Map<String, Body> bodies;
  private final Map<String, List<Run>> known = new HashMap<>();

  private GivenFunctions(Map<String, Body> bodies) {
    this.bodies = bodies;
  }

  /** Adds the calls and the tasks to the bodies. */
  static void add(Map<String, Body> bodies) {
    GivenFunctions all = new GivenFunctions(bodies);
    List<Runnable> more = new ArrayList<>();
    for (Body b : bodies.values()) {
      all.through(b, more);
    }
    more.forEach(Runnable::run); // what is added must not be seen while others are looked at
  }

  private void through(Body body, List<Runnable> more) {
    for (CallSite c : body.calls) {
      for (int i = 0; i < c.tasks().size(); i++) {
        Task task = c.tasks().get(i);
        if (task == null || task.body() == null || !bodies.containsKey(task.body())) {
          continue;
        }
        for (Run run : runs(c.callee(), 0)) {
          if (run.param == i && run.spawn == null) {
            more.add(() -> body.calls.add(call(c, task, run)));
          } else if (run.param == i) {
            more.add(() -> body.spawns.add(spawn(c, task, run)));
          }
        }
      }
    }
  }

  private Spawn spawn(CallSite c, Task task, Run run) {
    Spawn s = run.spawn;
    boolean many = s.many() || c.loop() != 0 && !s.single();
    Path runner = s.runner().rebase(Summaries.roots(c, bodies.get(c.callee())));
    return new Spawn(
        s.kind(), task, many, runner, s.single(), c.site(), c.loop(), s.pool(), c.apart());
  }

  private CallSite call(CallSite c, Task task, Run run) {
    return new CallSite(
        task.body(),
        false,
        task.object(),
        List.of(),
        List.of(),
        held(c, run),
        c.site(),
        c.loop(),
        c.apart());
  }

  private List<LockKey> held(CallSite c, Run run) {
    UnaryOperator<Path> roots = Summaries.roots(c, bodies.get(c.callee()));
    List<LockKey> held = new ArrayList<>(c.held());
    run.held.forEach(k -> held.add(k.rebase(roots)));
    return List.copyOf(held);
  }

  /** A lambda that runs in place and itself runs what the method around was given. */
  private void inside(Body body, CallSite c, List<Run> runs) {
    Body lambda = bodies.get(c.callee());
    for (CallSite g :
        lambda == null || lambda.kind != Body.Kind.LAMBDA ? List.<CallSite>of() : lambda.calls) {
      int param = body.params.indexOf(g.receiver().root());
      if (g.callee().equals(CallSite.GIVEN) && param >= 0) {
        List<LockKey> held = new ArrayList<>(c.held());
        held.addAll(g.held());
        runs.add(new Run(param, List.copyOf(held), null));
      }
    }
  }

  /** Where a method runs what it is given, itself or through others. */
  private List<Run> runs(String key, int depth) {
    Body body = bodies.get(key);
    if (body == null || body.kind == Body.Kind.LAMBDA || depth > DEEPEST) {
      return List.of();
    }
    List<Run> runs = known.get(key);
    if (runs == null) {
      known.put(key, List.of()); // a recursive call
      runs = find(body, depth);
      known.put(key, runs);
    }
    return runs;
  }

  private List<Run> find(Body body, int depth) {
    List<Run> runs = new ArrayList<>();
    for (CallSite c : body.calls) {
      if (c.callee().equals(CallSite.GIVEN)) {
        runs.add(new Run(body.params.indexOf(c.receiver().root()), c.held(), null));
        continue;
      }
      inside(body, c, runs);
      for (int i = 0; i < c.arguments().size(); i++) {
        int param =
            c.tasks().get(i) == null ? -1 : body.params.indexOf(c.arguments().get(i).root());
        boolean itself = param >= 0 && c.arguments().get(i).fields().isEmpty();
        for (Run run : itself ? runs(c.callee(), depth + 1) : List.<Run>of()) {
          if (run.param == i) {
            Spawn spawn = run.spawn == null ? null : spawn(c, run.spawn.task(), run);
            runs.add(new Run(param, held(c, run), spawn));
          }
        }
      }
    }
    for (Spawn s : body.spawns) {
      Body task = s.task().body() == null ? null : bodies.get(s.task().body());
      boolean ends = Summaries.joinedLater(s, body.joins);
      for (CallSite c : task == null || ends ? List.<CallSite>of() : task.calls) {
        int param = body.params.indexOf(c.receiver().root());
        // What the task holds meanwhile could not be told to the function's own accesses.
        if (c.callee().equals(CallSite.GIVEN) && param >= 0 && c.held().isEmpty()) {
          runs.add(new Run(param, List.of(), s));
        }
      }
    }
    return runs.isEmpty() ? List.of() : runs;
  }
}
