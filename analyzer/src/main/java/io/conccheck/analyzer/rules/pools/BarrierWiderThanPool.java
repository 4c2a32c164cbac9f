package io.conccheck.analyzer.rules.pools;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.Pools;
import io.conccheck.analyzer.facts.life.Pools.Pool;
import io.conccheck.analyzer.facts.life.Tasks;
import io.conccheck.analyzer.facts.life.ValueFlow;
import io.conccheck.analyzer.rules.Constants;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.SameVariable;
import io.conccheck.analyzer.rules.Symbols;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.TypeRef;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Tasks of a small pool wait for one another, and not all of them fit in. */
@AutoService({Rule.class, Carded.class})
public final class BarrierWiderThanPool implements Rule {

  private static final Map<String, String> WAITS =
      Map.of(
          "java.util.concurrent.CyclicBarrier", "await",
          "java.util.concurrent.Phaser", "arriveAndAwaitAdvance",
          "java.util.concurrent.CountDownLatch", "await");

  @Override
  public void check(RuleContext file) {
    Tasks tasks = new Tasks(file.types(), file.nodes());
    for (Pool pool : Pools.in(file.types(), file.nodes())) {
      OptionalInt size =
          pool.isSingle()
              ? OptionalInt.of(1)
              : pool.size() == null ? OptionalInt.empty() : Constants.intOf(pool.size(), file);
      if (size.isPresent()) {
        check(file, pool, size.getAsInt(), tasks);
      }
    }
  }

  private static void check(RuleContext file, Pool pool, int threads, Tasks tasks) {
    ValueFlow flow = ValueFlow.of(pool.made(), file.types(), file.nodes());
    for (MethodCallExpr start : flow.calls("execute", "submit", "invokeAll")) {
      Node body = start.getArguments().isEmpty() ? null : tasks.body(start.getArgument(0));
      for (Node part : body == null ? List.<Node>of() : tasks.reach(body)) {
        for (MethodCallExpr wait : Tree.within(part, MethodCallExpr.class)) {
          int parties =
              parties(wait, tasks.reach(body), file) - others(wait, tasks.reach(body), file);
          if (parties > threads) {
            report(file, pool, threads, wait, parties);
            return;
          }
        }
      }
    }
  }

  /** How many have to arrive before that call returns, all of them tasks; 0 if not known. */
  private static int parties(MethodCallExpr wait, List<Node> reach, RuleContext file) {
    Expression barrier = wait.getScope().orElse(null);
    TypeRef type = barrier == null ? TypeRef.UNKNOWN : file.types().of(barrier);
    if (!type.isClass() || !wait.getNameAsString().equals(WAITS.get(type.name()))) {
      return 0;
    }
    List<Expression> values = file.facts().valuesOf(barrier);
    boolean latch = type.name().endsWith("Latch");
    boolean known =
        values.size() == 1
            && values.get(0) instanceof ObjectCreationExpr o
            && !o.getArguments().isEmpty()
            && (!latch || countedHere(barrier, wait, reach, file));
    return known
        ? Constants.intOf(((ObjectCreationExpr) values.get(0)).getArgument(0), file).orElse(0)
        : 0;
  }

  /** Parties that are no tasks: calls of the same method on the same object elsewhere. */
  private static int others(MethodCallExpr wait, List<Node> reach, RuleContext file) {
    Expression barrier = wait.getScope().orElse(null);
    return (int)
        file.calls(wait.getNameAsString()).stream()
            .filter(
                c ->
                    !Tree.holds(reach, Tree.body(c))
                        && SameVariable.is(barrier, c.getScope().orElse(null), file.types()))
            .count();
  }

  /** A latch is a barrier if nobody but the tasks counts it down, before they wait for it. */
  private static boolean countedHere(
      Expression latch, MethodCallExpr wait, List<Node> reach, RuleContext file) {
    boolean any = false;
    for (MethodCallExpr c : file.calls("countDown")) {
      if (SameVariable.is(latch, c.getScope().orElse(null), file.types())) {
        any = true;
        if (!Tree.holds(reach, Tree.body(c))
            || Tree.body(c) == Tree.body(wait) && !Tree.before(c, wait)) {
          return false;
        }
      }
    }
    return any;
  }

  private static void report(
      RuleContext file, Pool pool, int threads, MethodCallExpr wait, int parties) {
    file.report(wait)
        .message(
            "`%s` needs %d tasks at once, and their pool has %d thread%s"
                .formatted(wait.getScope().get(), parties, threads, threads == 1 ? "" : "s"))
        .help("Give the pool at least as many threads as the barrier has parties.")
        .related(pool.made(), "the pool is made here")
        .subject(Subject.creationSite(Symbols.of(pool.made(), file.types())))
        .emit();
  }
}
