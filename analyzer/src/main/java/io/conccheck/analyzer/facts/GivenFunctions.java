package io.conccheck.analyzer.facts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Functions that scanned methods run before they return, as {@code locked(() -> count++)} does: the
 * code that gives such a function calls it, under the locks that the method holds then. For use by
 * one thread.
 */
final class GivenFunctions {

  private static final int DEEPEST = 3;

  /**
   * A place where a parameter is run.
   *
   * @param param its place
   * @param held what is held there, as the method itself sees it
   */
  private record Run(int param, List<LockKey> held) {}

  private final Map<String, Body> bodies;
  private final Map<String, List<Run>> known = new HashMap<>();

  private GivenFunctions(Map<String, Body> bodies) {
    this.bodies = bodies;
  }

  /** Adds the calls to the bodies. */
  static void add(Map<String, Body> bodies) {
    GivenFunctions all = new GivenFunctions(bodies);
    Map<Body, List<CallSite>> added = new HashMap<>();
    for (Body b : bodies.values()) {
      List<CallSite> more = all.through(b);
      if (!more.isEmpty()) {
        added.put(b, more);
      }
    }
    added.forEach((body, calls) -> body.calls.addAll(calls));
  }

  private List<CallSite> through(Body body) {
    List<CallSite> more = List.of();
    for (CallSite c : body.calls) {
      for (int i = 0; i < c.tasks().size(); i++) {
        Task task = c.tasks().get(i);
        if (task == null || task.body() == null || !bodies.containsKey(task.body())) {
          continue;
        }
        for (Run run : runs(c.callee(), 0)) {
          if (run.param == i) {
            more = more.isEmpty() ? new ArrayList<>() : more;
            more.add(call(c, task, run));
          }
        }
      }
    }
    return more;
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
        runs.add(new Run(body.params.indexOf(c.receiver().root()), c.held()));
        continue;
      }
      for (int i = 0; i < c.arguments().size(); i++) {
        int param =
            c.tasks().get(i) == null ? -1 : body.params.indexOf(c.arguments().get(i).root());
        boolean itself = param >= 0 && c.arguments().get(i).fields().isEmpty();
        for (Run run : itself ? runs(c.callee(), depth + 1) : List.<Run>of()) {
          if (run.param == i) {
            runs.add(new Run(param, held(c, run)));
          }
        }
      }
    }
    return runs.isEmpty() ? List.of() : runs;
  }
}
