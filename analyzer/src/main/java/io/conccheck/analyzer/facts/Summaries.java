package io.conccheck.analyzer.facts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Composes what bodies do from what they do themselves and from what they call, in the manner of
 * RacerD (Blackshear, Gorogiannis, O'Hearn, Sergey: RacerD: Compositional Static Race Detection,
 * OOPSLA 2018): each body once, in terms of access paths that its callers then read as their own. A
 * recursive call adds nothing to what the first round found. For use by one thread.
 */
final class Summaries {

  private final Map<String, Body> bodies;
  private final CallGraph calls;
  private final Map<String, Summary> known = new HashMap<>();

  Summaries(Map<String, Body> bodies, CallGraph calls) {
    this.bodies = bodies;
    this.calls = calls;
  }

  Summary of(String key) {
    Body body = bodies.get(key);
    return body == null ? Summary.EMPTY : of(body);
  }

  Summary of(Body body) {
    Summary summary = known.get(body.key);
    if (summary == null) {
      known.put(body.key, Summary.EMPTY); // a recursive call
      summary = compose(body);
      known.put(body.key, summary);
    }
    return summary;
  }

  private Summary compose(Body body) {
    Summary all = new Summary();
    for (Access a : body.accesses) {
      if (matters(a)) {
        Summary.add(all.accesses, Traced.here(a), Summary.MOST_ACCESSES);
      }
    }
    body.acquires.forEach(a -> Summary.add(all.acquires, Traced.here(a), Summary.MOST_ACQUIRES));
    body.blocks.forEach(b -> Summary.add(all.blocks, Traced.here(b), Summary.MOST_BLOCKS));
    body.spawns.forEach(s -> Summary.add(all.spawns, Traced.here(s), Summary.MOST_SPAWNS));
    all.joins.addAll(body.joins);
    for (CallSite call : body.calls) {
      List<Body> callees = calls.callees(call);
      for (Body callee : callees) {
        include(all, call, callee, of(callee));
        if (callees.size() == 1) {
          includeLocks(all, call, callee, of(callee));
        }
      }
    }
    return all;
  }

  private static boolean matters(Access a) {
    return !a.is(Access.FINAL) && !a.path().isUnknown() && !a.path().isFresh();
  }

  private void include(Summary all, CallSite call, Body callee, Summary summary) {
    UnaryOperator<Path> roots = roots(call, callee);
    for (Traced<Access> t : summary.accesses) {
      Access a = t.what().rebase(roots, call.held(), call.loop());
      if (!a.path().isUnknown() && !a.path().isFresh()) {
        Summary.add(all.accesses, t.through(call.site(), a), Summary.MOST_ACCESSES);
      }
    }
    for (Traced<Spawn> t : summary.spawns) {
      if (!joinedLater(t.what(), summary)) {
        Spawn s = rebase(t.what(), call, callee, roots);
        Summary.add(all.spawns, t.through(call.site(), s), Summary.MOST_SPAWNS);
      }
    }
    if (!summary.joins.isEmpty()) {
      all.joins.add(new Join(Path.UNKNOWN, call.site()));
    }
  }

  /** Locks and waits of the callee, where it is sure which method runs. */
  private static void includeLocks(Summary all, CallSite call, Body callee, Summary summary) {
    UnaryOperator<Path> roots = roots(call, callee);
    for (Traced<Acquire> t : summary.acquires) {
      Acquire a = t.what().rebase(roots, call.held());
      Summary.add(all.acquires, t.through(call.site(), a), Summary.MOST_ACQUIRES);
    }
    for (Traced<Block> t : summary.blocks) {
      Block b = t.what();
      List<LockKey> held = new ArrayList<>(call.held());
      b.held().forEach(k -> held.add(k.rebase(roots)));
      LockKey releases = b.releases() == null ? null : b.releases().rebase(roots);
      Block seen = new Block(b.why(), releases, List.copyOf(held), b.site());
      Summary.add(all.blocks, t.through(call.site(), seen), Summary.MOST_BLOCKS);
    }
  }

  private static boolean joinedLater(Spawn spawn, Summary summary) {
    for (Join j : summary.joins) {
      boolean same = j.runner().equals(spawn.runner()) || j.runner().isUnknown();
      if (same && BodyReader.order(j.site()) >= BodyReader.order(spawn.site())) {
        return true;
      }
    }
    return false;
  }

  /** How the callee's roots look from the caller. */
  static UnaryOperator<Path> roots(CallSite call, Body callee) {
    if (callee.kind == Body.Kind.LAMBDA) {
      // A lambda sees its creator's variables and this; its own parameters come from elsewhere.
      return p -> callee.declares(p) ? null : p;
    }
    return p -> {
      if (p.isThis()) {
        return callee.isStatic ? null : call.receiver();
      }
      int n = callee.params.indexOf(p.root());
      return n >= 0 && n < call.arguments().size() ? call.arguments().get(n) : null;
    };
  }

  private static Spawn rebase(Spawn s, CallSite call, Body callee, UnaryOperator<Path> roots) {
    Task task = s.task();
    Task seen = null;
    if (task.body() == null && task.object().isVariable()) {
      int n = callee.params.indexOf(task.object().root());
      seen = n >= 0 && n < call.tasks().size() ? call.tasks().get(n) : null;
    }
    if (seen == null) {
      List<Path> args = task.arguments().stream().map(a -> a.rebase(roots)).toList();
      seen = new Task(task.body(), task.object().rebase(roots), task.constructor(), args);
    }
    boolean many = s.many() || call.loop() != 0 && !s.single();
    return new Spawn(
        s.kind(), seen, many, s.runner().rebase(roots), s.single(), call.site(), call.loop());
  }

  /** What a spawned task does, as the code that spawns it sees it. */
  List<Traced<Access>> taskAccesses(Spawn spawn) {
    Task task = spawn.task();
    Body body = task.body() == null ? null : bodies.get(task.body());
    if (body == null) {
      return List.of();
    }
    UnaryOperator<Path> roots = taskRoots(task, body);
    UnaryOperator<Path> map =
        p -> {
          Path argument = p.isThis() ? throughConstructor(task, p) : p;
          return argument != p ? argument : p.rebase(roots);
        };
    List<Traced<Access>> seen = new ArrayList<>();
    for (Traced<Access> t : of(body).accesses) {
      Access a = t.what().map(map);
      if (!a.path().isUnknown() && !a.path().isFresh()) {
        seen.add(new Traced<>(a, t.chain()));
      }
    }
    return seen;
  }

  private UnaryOperator<Path> taskRoots(Task task, Body body) {
    if (body.kind == Body.Kind.LAMBDA) {
      return p -> body.declares(p) ? null : p;
    }
    return p -> p.isThis() ? task.object() : p.isVariable() && isOwn(body, p) ? null : p;
  }

  private static boolean isOwn(Body body, Path p) {
    return body.params.contains(p.root());
  }

  /** A field of the task object that its constructor set from an argument: the argument itself. */
  Path throughConstructor(Task task, Path path) {
    Body constructor = task.constructor() == null ? null : bodies.get(task.constructor());
    if (constructor == null || path.fields().isEmpty()) {
      return path;
    }
    Path from = constructor.sets.get(path.fields().get(0));
    int n = from == null ? -1 : constructor.params.indexOf(from.root());
    if (n < 0 || !from.fields().isEmpty() || n >= task.arguments().size()) {
      return path;
    }
    Path base = task.arguments().get(n);
    for (String f : path.fields().subList(1, path.fields().size())) {
      base = base.field(f);
    }
    return base;
  }
}
