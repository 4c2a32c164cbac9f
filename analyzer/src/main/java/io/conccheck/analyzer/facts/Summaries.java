package io.conccheck.analyzer.facts;

import io.conccheck.findings.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Composes what bodies do from what they do themselves and from what they call, in the manner of
 * RacerD (Blackshear, Gorogiannis, O'Hearn, Sergey: RacerD: Compositional Static Race Detection,
 * OOPSLA 2018): in terms of access paths that callers then read as their own. For use by one
 * thread.
 */
final class Summaries {

  private static final int MOST_ACCESSES = 120;
  private static final int MOST_ACQUIRES = 40;
  private static final int MOST_BLOCKS = 8;
  private static final int MOST_SPAWNS = 16;
  private static final int MOST_JOINS = 16;

  /** Waits that end when another thread has done something, and then know of it. */
  private static final Pattern SIGNALS =
      Pattern.compile(
          "(BlockingQueue|BlockingDeque|TransferQueue|CompletionService|CountDownLatch|Semaphore"
              + "|CyclicBarrier|Phaser|Exchanger|Future|CompletableFuture)\\..*");

  private final Map<String, Body> bodies;
  private final Composition<Traced<Access>> accesses;
  private final Composition<Traced<Acquire>> acquires;
  private final Composition<Traced<Block>> blocks;
  private final Composition<Traced<Spawn>> spawns;
  private final Composition<Join> joins;
  private final Map<String, Set<String>> free = new HashMap<>();

  Summaries(Map<String, Body> bodies, CallGraph calls) {
    int size = calls.size();
    this.bodies = bodies;
    this.accesses =
        Composition.traced(
            size,
            false,
            MOST_ACCESSES,
            b -> b.accesses.stream().filter(Summaries::matters).toList(),
            Summaries::includeAccesses);
    this.acquires =
        Composition.traced(size, true, MOST_ACQUIRES, b -> b.acquires, Summaries::includeAcquires);
    this.blocks =
        Composition.traced(size, true, MOST_BLOCKS, b -> b.blocks, Summaries::includeBlocks);
    this.spawns = Composition.traced(size, false, MOST_SPAWNS, b -> b.spawns, this::includeSpawns);
    this.joins =
        new Composition<>(
            size,
            false,
            MOST_JOINS,
            (body, all) -> all.addAll(body.joins),
            (call, callee, inside, all) -> all.add(new Join(Path.UNKNOWN, call.site())));
  }

  Summary of(Body body) {
    return new Summary(this, body);
  }

  List<Traced<Access>> accesses(Body body) {
    return accesses.of(body);
  }

  List<Traced<Acquire>> acquires(Body body) {
    return acquires.of(body);
  }

  List<Traced<Block>> blocks(Body body) {
    return blocks.of(body);
  }

  /** Where a task waits for others to tell it something, as the code that spawns it sees it. */
  List<Traced<Block>> waits(Spawn spawn) {
    Task task = spawn.task();
    Body body = task.body() == null ? null : bodies.get(task.body());
    List<Traced<Block>> seen = new ArrayList<>();
    for (Traced<Block> t : body == null ? List.<Traced<Block>>of() : blocks(body)) {
      LockKey lock = t.what().releases();
      if (lock != null || SIGNALS.matcher(t.what().why()).matches()) {
        LockKey given = lock == null ? null : lock.rebase(taskRoots(spawn, body));
        Block b = new Block(t.what().why(), given, t.what().held(), t.what().site());
        seen.add(new Traced<>(b, t.chain()));
      }
    }
    return seen;
  }

  List<Traced<Spawn>> spawns(Body body) {
    return spawns.of(body);
  }

  List<Join> joins(Body body) {
    return joins.of(body);
  }

  private static boolean matters(Access a) {
    return !a.is(Access.FINAL) && !a.path().isUnknown() && !a.path().isFresh();
  }

  private static void includeAccesses(
      CallSite call, Body callee, List<Traced<Access>> inside, List<Traced<Access>> all) {
    UnaryOperator<Path> roots = roots(call, callee);
    for (Traced<Access> t : inside) {
      Access a = t.what().rebase(roots, call.held(), call.loop());
      if (!a.path().isUnknown() && !a.path().isFresh()) {
        all.add(t.through(call.site(), a));
      }
    }
  }

  private void includeSpawns(
      CallSite call, Body callee, List<Traced<Spawn>> inside, List<Traced<Spawn>> all) {
    UnaryOperator<Path> roots = roots(call, callee);
    for (Traced<Spawn> t : inside) {
      if (!joinedLater(t.what(), joins.of(callee))) {
        all.add(t.through(call.site(), rebase(t.what(), call, callee, roots)));
      }
    }
  }

  private static void includeAcquires(
      CallSite call, Body callee, List<Traced<Acquire>> inside, List<Traced<Acquire>> all) {
    UnaryOperator<Path> roots = roots(call, callee);
    for (Traced<Acquire> t : inside) {
      all.add(t.through(call.site(), t.what().rebase(roots, call.held())));
    }
  }

  private static void includeBlocks(
      CallSite call, Body callee, List<Traced<Block>> inside, List<Traced<Block>> all) {
    UnaryOperator<Path> roots = roots(call, callee);
    for (Traced<Block> t : inside) {
      Block b = t.what();
      List<LockKey> held = new ArrayList<>(call.held());
      b.held().forEach(k -> held.add(k.rebase(roots)));
      LockKey releases = b.releases() == null ? null : b.releases().rebase(roots);
      Block seen = new Block(b.why(), releases, List.copyOf(held), b.site());
      all.add(t.through(call.site(), seen));
    }
  }

  static boolean joinedLater(Spawn spawn, List<Join> joins) {
    for (Join j : joins) {
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
        return !isOwnThis(p, callee)
            ? outer(p, call.site())
            : callee.isStatic ? null : call.receiver();
      }
      int n = callee.params.indexOf(p.root());
      return n >= 0 && n < call.arguments().size() ? call.arguments().get(n) : null;
    };
  }

  /** False for the object around that of an inner class. */
  private static boolean isOwnThis(Path p, Body body) {
    return p.root().equals(Path.self(body.owner).root());
  }

  /** The object around, which code of the same class sees as its own; null for other code. */
  private static Path outer(Path p, Location from) {
    String around = p.root().substring("this:".length());
    String place = from.symbol() == null ? "" : from.symbol();
    return place.startsWith(around + "#") || place.startsWith(around + "$") ? p : null;
  }

  private Spawn rebase(Spawn s, CallSite call, Body callee, UnaryOperator<Path> roots) {
    Task task = s.task();
    Task seen = null;
    if (task.body() == null && task.object().isVariable()) {
      int n = callee.params.indexOf(task.object().root());
      seen = n >= 0 && n < call.tasks().size() ? call.tasks().get(n) : null;
    }
    if (seen == null) {
      List<Path> args = task.arguments().stream().map(a -> a.rebase(roots)).toList();
      Body made = task.body() == null ? null : bodies.get(task.body());
      boolean own =
          made != null
              && task.constructor() == null
              && callee.kind == Body.Kind.CONSTRUCTOR
              && callee.owner.equals(made.owner);
      if (own) {
        args = call.arguments(); // what the object of the task was made from
      }
      seen =
          new Task(
              task.body(),
              task.object().rebase(roots),
              own ? callee.key : task.constructor(),
              args,
              captured(s, roots));
    }
    // A stage hangs on a result that may be the same for all, a hook on what the call was given.
    boolean once = s.kind().isStage() && !s.runner().isFresh() || s.kind() == EntryKind.HOOK;
    boolean many = s.many() || call.loop() != 0 && !s.single() && !once;
    Path runner = s.runner().rebase(roots);
    return new Spawn(
        s.kind(), seen, many, runner, s.single(), call.site(), call.loop(), s.pool(), call.apart());
  }

  /** What a spawned task does, as the code that spawns it sees it. */
  List<Traced<Access>> taskAccesses(Spawn spawn) {
    Task task = spawn.task();
    Body body = task.body() == null ? null : bodies.get(task.body());
    if (body == null) {
      return List.of();
    }
    UnaryOperator<Path> roots = taskRoots(spawn, body);
    UnaryOperator<Path> map =
        p -> {
          Path argument = p.isThis() && isOwnThis(p, body) ? throughConstructor(task, p) : p;
          return argument != p ? argument : p.rebase(roots);
        };
    List<Traced<Access>> seen = new ArrayList<>();
    for (Traced<Access> t : accesses(body)) {
      Access a = t.what().map(map);
      if (isOwnField(t.what(), body)) {
        a = a.at(t.what().path().rebase(roots)); // the task's, whatever its value came from
      }
      if (!a.path().isUnknown() && !a.path().isFresh()) {
        seen.add(new Traced<>(a, t.chain()));
      }
    }
    return seen;
  }

  private static boolean isOwnField(Access a, Body body) {
    Path p = a.path();
    return p.isThis() && isOwnThis(p, body) && p.fields().size() == 1 && !a.is(Access.SYNC);
  }

  private static UnaryOperator<Path> taskRoots(Spawn spawn, Body body) {
    return p -> {
      Path seen = spawn.task().captured().get(p.root());
      if (seen != null) {
        return seen;
      } else if (body.kind == Body.Kind.LAMBDA) {
        return body.declares(p) ? null : p;
      } else if (p.isThis()) {
        return isOwnThis(p, body) ? spawn.task().object() : outer(p, spawn.site());
      }
      return p.isVariable() && (isOwn(body, p) || body.declares(p)) ? null : p;
    };
  }

  /**
   * What a task knows from where it was written, seen one call further out: the object around it
   * and the variables it has captured.
   */
  private Map<String, Path> captured(Spawn spawn, UnaryOperator<Path> out) {
    Body body = spawn.task().body() == null ? null : bodies.get(spawn.task().body());
    if (body == null) {
      return Map.of();
    }
    UnaryOperator<Path> here = taskRoots(spawn, body);
    Map<String, Path> seen = new HashMap<>();
    for (String root : free.computeIfAbsent(body.key, k -> freeRoots(body))) {
      seen.put(root, new Path(root, List.of()).rebase(here).rebase(out));
    }
    return seen;
  }

  /** Roots of paths in a task that neither its own object nor its own variables are. */
  private Set<String> freeRoots(Body body) {
    Set<String> roots = new HashSet<>();
    for (Traced<Access> t : accesses(body)) {
      add(t.what().path(), body, roots);
      t.what().held().forEach(k -> add(k.path(), body, roots));
    }
    for (Traced<Block> t : blocks(body)) {
      if (t.what().releases() != null) {
        add(t.what().releases().path(), body, roots);
      }
    }
    return roots;
  }

  private static void add(Path p, Body body, Set<String> roots) {
    boolean own = body.kind != Body.Kind.LAMBDA && p.isThis() && isOwnThis(p, body);
    boolean inside = p.isVariable() && (isOwn(body, p) || body.declares(p));
    if ((p.isThis() || p.isVariable()) && !own && !inside) {
      roots.add(p.root());
    }
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
