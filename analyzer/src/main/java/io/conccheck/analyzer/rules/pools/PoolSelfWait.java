package io.conccheck.analyzer.rules.pools;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.Pools;
import io.conccheck.analyzer.facts.life.Pools.Pool;
import io.conccheck.analyzer.facts.life.Tasks;
import io.conccheck.analyzer.facts.life.ValueFlow;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.SameVariable;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.rules.Symbols;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** A task waits for a task of its own bounded pool, which may have no thread left for it. */
@AutoService({Rule.class, Carded.class})
public final class PoolSelfWait implements Rule {

  @Override
  public void check(RuleContext file) {
    Tasks tasks = new Tasks(file.types(), file.nodes());
    for (Pool pool : Pools.in(file.types(), file.nodes())) {
      if (pool.isBounded()) {
        ValueFlow flow = ValueFlow.of(pool.made(), file.types(), file.nodes());
        check(file, pool, flow, tasks);
      }
    }
  }

  private static void check(RuleContext file, Pool pool, ValueFlow flow, Tasks tasks) {
    Set<Node> told = Collections.newSetFromMap(new IdentityHashMap<>());
    List<MethodCallExpr> given =
        new ArrayList<>(flow.calls("submit", "execute", "invokeAll", "invokeAny"));
    for (MethodCallExpr c :
        file.callsOn("java.util.concurrent.CompletableFuture", "supplyAsync", "runAsync")) {
      if (c.getArguments().size() == 2 && Tree.holds(flow.values(), c.getArgument(1))) {
        given.add(c);
      }
    }
    for (MethodCallExpr outer : given) {
      Node task = outer.getArguments().isEmpty() ? null : tasks.body(outer.getArgument(0));
      if (task == null) {
        continue;
      }
      List<Node> reach = tasks.reach(task);
      for (MethodCallExpr inner : given) {
        Node wait = Tree.holds(reach, Tree.body(inner)) ? wait(inner, reach, file) : null;
        if (wait != null && told.add(wait)) {
          report(file, pool, flow, outer, wait);
        }
      }
    }
  }

  /** Where the body that submits a task waits for it, or null. */
  private static Node wait(MethodCallExpr inner, List<Node> reach, RuleContext file) {
    if (inner.getNameAsString().startsWith("invoke")) {
      return inner;
    }
    if (inner.getNameAsString().equals("execute")) {
      return null;
    }
    Node here = awaited(inner, Tree.body(inner), file);
    if (here != null) {
      return here;
    } else if (Tree.parent(inner) instanceof MethodCallExpr add
        && add.getNameAsString().equals("add")
        && add.getScope().isPresent()) {
      return awaitedInList(add.getScope().get(), Tree.body(inner), file);
    }
    MethodDeclaration giver =
        Tree.parent(inner) instanceof ReturnStmt && Tree.body(inner) instanceof MethodDeclaration m
            ? m
            : null;
    for (Node call : giver == null ? List.<Node>of() : new Surroundings(file).callers(giver)) {
      boolean inTask = call instanceof MethodCallExpr && Tree.holds(reach, Tree.body(call));
      Node there = inTask ? awaited((MethodCallExpr) call, Tree.body(call), file) : null;
      if (there != null) {
        return there;
      }
    }
    return null;
  }

  private static Node awaited(MethodCallExpr future, Node body, RuleContext file) {
    return ValueFlow.of(future, file.types(), file.nodes()).calls("get", "join").stream()
        .filter(g -> g.getArguments().isEmpty() && Tree.body(g) == body)
        .findFirst()
        .orElse(null);
  }

  /** A loop of the same body over the futures, in which it waits for each. */
  private static Node awaitedInList(Expression list, Node body, RuleContext file) {
    for (ForEachStmt loop : Tree.within(body, ForEachStmt.class)) {
      if (!SameVariable.is(loop.getIterable(), list, file.types())) {
        continue;
      }
      String each = loop.getVariable().getVariable(0).getNameAsString();
      for (MethodCallExpr get : Tree.within(loop.getBody(), MethodCallExpr.class)) {
        if (get.getNameAsString().matches("get|join")
            && get.getArguments().isEmpty()
            && get.getScope().map(s -> s.toString().equals(each)).orElse(false)) {
          return get;
        }
      }
    }
    return null;
  }

  private static void report(
      RuleContext file, Pool pool, ValueFlow flow, MethodCallExpr outer, Node wait) {
    String name = flow.name() == null ? "its own pool" : "its own pool `" + flow.name() + "`";
    file.report(wait)
        .message(
            "a task waits here for another task of " + name + ": with no thread free, for ever")
        .help("Run the inner task in place, compose futures, or give it a pool of its own.")
        .related(outer, "the waiting task is submitted here")
        .related(pool.made(), "the pool is made here, its threads are limited")
        .subject(Subject.creationSite(Symbols.of(pool.made(), file.types())))
        .emit();
  }
}
