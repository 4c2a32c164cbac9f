package io.conccheck.analyzer.rules.state;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.Condition;
import io.conccheck.analyzer.facts.Path;
import io.conccheck.analyzer.rules.Dependence;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.findings.card.Carded;
import java.util.EnumSet;
import java.util.Set;

/** An atomic that is read and then set, in two steps. */
@AutoService({Rule.class, Carded.class})
public final class AtomicCheckThenAct implements Rule {

  private static final String[] ATOMICS = {
    "java.util.concurrent.atomic.AtomicInteger",
    "java.util.concurrent.atomic.AtomicLong",
    "java.util.concurrent.atomic.AtomicBoolean",
    "java.util.concurrent.atomic.AtomicReference"
  };

  private static final Set<BinaryExpr.Operator> BOUNDS =
      EnumSet.of(
          BinaryExpr.Operator.GREATER,
          BinaryExpr.Operator.GREATER_EQUALS,
          BinaryExpr.Operator.LESS,
          BinaryExpr.Operator.LESS_EQUALS);

  private static final String[] STEPS = {
    "incrementAndGet",
    "decrementAndGet",
    "getAndIncrement",
    "getAndDecrement",
    "addAndGet",
    "getAndAdd"
  };

  @Override
  public void check(RuleContext file) {
    for (MethodCallExpr set : file.calls("set", "lazySet")) {
      Node body = Tree.body(set);
      boolean array = set.getArguments().size() == 2 && isArray(file, set);
      if (body == null || !array && (set.getArguments().size() != 1 || !isAtomic(file, set))) {
        continue;
      }
      Path path = file.facts().pathOf(set.getScope().get());
      boolean shared = !path.fields().isEmpty() && !path.isUnknown() && !path.isFresh();
      if (shared && file.facts().heldAt(set).isEmpty()) {
        find(file, set, body, path);
      }
    }
    for (MethodCallExpr step : file.calls(STEPS)) {
      Node body = Tree.body(step);
      if (body == null || !isAtomic(file, step)) {
        continue;
      }
      Path path = file.facts().pathOf(step.getScope().get());
      boolean shared = !path.fields().isEmpty() && !path.isUnknown() && !path.isFresh();
      if (shared && file.facts().heldAt(step).isEmpty()) {
        bounded(file, step, body, path);
      }
    }
  }

  /** A bound that is looked at before the step: others may step over it in between. */
  private static void bounded(RuleContext file, MethodCallExpr step, Node body, Path path) {
    for (MethodCallExpr get : Tree.within(body, MethodCallExpr.class)) {
      boolean reads =
          get.getNameAsString().equals("get")
              && isAtomic(file, get)
              && file.facts().pathOf(get.getScope().get()).equals(path)
              && Tree.before(get, step);
      boolean compared =
          reads && Tree.parent(get) instanceof BinaryExpr b && BOUNDS.contains(b.getOperator());
      boolean used = !(Tree.parent(step) instanceof ExpressionStmt);
      if (compared && !used && new Dependence(body, get).decides(step) && !looksAgain(step)) {
        String key = file.facts().keyOf(body);
        file.report(step)
            .message(
                "`%s` steps after a look at an earlier `get`; others that looked as well may step over the bound"
                    .formatted(step.getScope().get()))
            .help("Use `compareAndSet` in a loop, or `getAndUpdate` with the bound inside.")
            .related(get, "here it is looked at")
            .emitIf(new Condition.NoLockAtEntry(key));
        return;
      }
    }
  }

  /** Inside a loop the next round looks again. */
  private static boolean looksAgain(MethodCallExpr step) {
    return Tree.loop(step) != null;
  }

  private static boolean isAtomic(RuleContext file, MethodCallExpr call) {
    return call.getScope().isPresent() && file.types().isA(call.getScope().get(), ATOMICS);
  }

  private static boolean isArray(RuleContext file, MethodCallExpr call) {
    return call.getScope().isPresent()
        && file.types()
            .isA(
                call.getScope().get(),
                "java.util.concurrent.atomic.AtomicIntegerArray",
                "java.util.concurrent.atomic.AtomicLongArray",
                "java.util.concurrent.atomic.AtomicReferenceArray");
  }

  /** A get of the same atomic; of an array that of the same element. */
  private static boolean isSameCell(RuleContext file, MethodCallExpr get, MethodCallExpr set) {
    int index = set.getArguments().size() - 1;
    return index == 0
        ? isAtomic(file, get)
        : isArray(file, get)
            && get.getArguments().size() == 1
            && get.getArgument(0).equals(set.getArgument(0));
  }

  private static void find(RuleContext file, MethodCallExpr set, Node body, Path path) {
    for (MethodCallExpr get : Tree.within(body, MethodCallExpr.class)) {
      boolean reads =
          get.getNameAsString().equals("get")
              && isSameCell(file, get, set)
              && file.facts().pathOf(get.getScope().get()).equals(path)
              && (Tree.before(get, set) || set.isAncestorOf(get));
      if (!reads) {
        continue;
      }
      Dependence result = new Dependence(body, get);
      Expression value = set.getArgument(set.getArguments().size() - 1);
      boolean array = set.getArguments().size() > 1;
      // The elements of an array have many guards: only what is sure to be one update is told.
      boolean one = array && value.isAncestorOf(get) && !new Surroundings(file).mayBeLocked(set);
      if (array ? one : result.mentions(value) || result.decides(set)) {
        String key = file.facts().keyOf(body);
        file.report(set)
            .message(
                "`%s` is set to what follows from an earlier `get`; what others set in between is lost"
                    .formatted(set.getScope().get()))
            .help("Use `compareAndSet` in a loop, or one of the atomic update methods.")
            .related(get, "here it is read")
            .emitIf(new Condition.NoLockAtEntry(key));
        return;
      }
    }
  }
}
