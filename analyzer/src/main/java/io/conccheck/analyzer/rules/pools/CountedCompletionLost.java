package io.conccheck.analyzer.rules.pools;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import com.github.javaparser.ast.stmt.WhileStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.Failures;
import io.conccheck.analyzer.facts.life.Tasks;
import io.conccheck.analyzer.rules.Finally;
import io.conccheck.analyzer.rules.Flow;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.SameVariable;
import io.conccheck.analyzer.rules.TaskStart;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.findings.card.Carded;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Results are counted, and a task that fails sends none. */
@AutoService({Rule.class, Carded.class})
public final class CountedCompletionLost implements Rule {

  private static final String QUEUE = "java.util.concurrent.BlockingQueue";
  private static final String PHASER = "java.util.concurrent.Phaser";
  private static final String FUTURE = "java.util.concurrent.CompletableFuture";
  private static final String SEMAPHORE = "java.util.concurrent.Semaphore";
  private static final String LATCH = "java.util.concurrent.CountDownLatch";
  private static final String[] COUNTERS = {
    "java.util.concurrent.atomic.AtomicInteger", "java.util.concurrent.atomic.AtomicLong"
  };

  @Override
  public void check(RuleContext file) {
    Tasks tasks = new Tasks(file.types(), file.nodes());
    Set<Node> told = Collections.newSetFromMap(new IdentityHashMap<>());
    for (TaskStart start : TaskStart.in(file, tasks)) {
      for (Node part : tasks.reach(start.body())) {
        for (MethodCallExpr signal : Tree.within(part, MethodCallExpr.class)) {
          MethodCallExpr wait =
              Finally.contains(signal) || Tree.loop(signal) != null || isCatch(signal)
                  ? null
                  : waiter(signal, part, file);
          Node risk = wait == null ? null : risk(signal, part, tasks);
          if (risk != null && told.add(signal)) {
            report(file, signal, wait, risk);
          }
        }
      }
    }
  }

  /** The call that waits for as many signals as there are tasks; or null. */
  private static MethodCallExpr waiter(MethodCallExpr signal, Node part, RuleContext file) {
    switch (signal.getNameAsString()) {
      case "arrive", "arriveAndDeregister" -> {
        MethodCallExpr all = find(file, signal, part, PHASER, "arriveAndAwaitAdvance", w -> w);
        return all != null ? all : find(file, signal, part, PHASER, "awaitAdvance", w -> w);
      }
      case "complete" -> {
        return completed(file, signal, part);
      }
      case "add", "put", "offer" -> {
        return find(file, signal, part, QUEUE, "take", Tree::loop);
      }
      case "release" -> {
        return find(file, signal, part, SEMAPHORE, "acquire", w -> w);
      }
      case "countDown" -> {
        // In a lambda itself the lock rules see it; here it is in a method that the task calls.
        return part instanceof LambdaExpr || isRun(part)
            ? null
            : find(file, signal, part, LATCH, "await", w -> w);
      }
      case "incrementAndGet", "getAndIncrement", "decrementAndGet", "getAndDecrement" -> {
        for (String counter : COUNTERS) {
          MethodCallExpr wait =
              find(file, signal, part, counter, "get", CountedCompletionLost::asked);
          if (wait != null) {
            return wait;
          }
        }
        return null;
      }
      default -> {
        return null;
      }
    }
  }

  /** A wait without limit for a future that nothing completes with a failure. */
  private static MethodCallExpr completed(RuleContext file, MethodCallExpr signal, Node part) {
    if (!file.types().isCall(signal, FUTURE)) {
      return null;
    }
    boolean fails =
        file.calls("completeExceptionally", "cancel", "orTimeout", "completeOnTimeout").stream()
            .anyMatch(c -> c.getScope().isPresent() && sameThing(c, signal, file));
    for (MethodCallExpr w :
        fails ? List.<MethodCallExpr>of() : file.callsOn(FUTURE, "get", "join")) {
      if (w.getArguments().isEmpty()
          && w.getScope().isPresent()
          && Tree.body(w) != part
          && sameThing(w, signal, file)) {
        return w;
      }
    }
    return null;
  }

  private static boolean isRun(Node part) {
    return part instanceof MethodDeclaration m && m.getNameAsString().equals("run");
  }

  private static MethodCallExpr find(
      RuleContext file,
      MethodCallExpr signal,
      Node part,
      String type,
      String method,
      Function<MethodCallExpr, Node> where) {
    for (MethodCallExpr w : file.callsOn(type, method)) {
      boolean same =
          method.equals("acquire")
              ? w.getArguments().size() == 1 && startsEmpty(w, file)
              : method.equals("awaitAdvance")
                  || w.getArguments().isEmpty() == !method.equals("await")
                  || w.getArguments().size() != 1;
      Node around = where.apply(w);
      if (same
          && around != null
          && !isOpenEnded(around)
          && Tree.body(w) != part
          && file.types().isCall(signal, type)
          && sameThing(w, signal, file)) {
        return w;
      }
    }
    return null;
  }

  /** Made without permits: each one stands for something that is done. */
  private static boolean startsEmpty(MethodCallExpr acquire, RuleContext file) {
    List<Expression> values = acquire.getScope().map(file.facts()::valuesOf).orElseGet(List::of);
    return values.size() == 1
        && values.get(0) instanceof ObjectCreationExpr o
        && !o.getArguments().isEmpty()
        && o.getArgument(0).toString().equals("0");
  }

  private static boolean isOpenEnded(Node loop) {
    return loop instanceof Statement s && Flow.isEndless(s);
  }

  private static boolean sameThing(MethodCallExpr a, MethodCallExpr b, RuleContext file) {
    Expression x = a.getScope().orElse(null);
    Expression y = b.getScope().orElse(null);
    FieldInfo f = x == null ? null : file.types().field(x);
    FieldInfo g = y == null ? null : file.types().field(y);
    return f != null && g != null
        ? f.symbol().equals(g.symbol())
        : SameVariable.is(x, y, file.types());
  }

  /** The loop that goes on until the counter has a value. */
  private static Node asked(MethodCallExpr get) {
    for (Node n = get, up = Tree.parent(n); up != null; n = up, up = Tree.parent(n)) {
      if (up instanceof WhileStmt w) {
        return w.getCondition() == n ? w : null;
      } else if (up instanceof Statement) {
        return null;
      }
    }
    return null;
  }

  private static boolean isCatch(MethodCallExpr signal) {
    return Tree.enclosing(signal, CatchClause.class) != null;
  }

  /** What may throw in the same body before the signal is sent. */
  private static Node risk(MethodCallExpr signal, Node part, Tasks tasks) {
    for (ThrowStmt t : Tree.within(part, ThrowStmt.class)) {
      if (Tree.before(t, signal) && !Failures.isCaught(t, part, "")) {
        return t;
      }
    }
    for (ReturnStmt r : Tree.within(part, ReturnStmt.class)) {
      if (Tree.before(r, signal) && !r.isAncestorOf(signal)) {
        return r;
      }
    }
    for (MethodCallExpr c : Tree.within(part, MethodCallExpr.class)) {
      boolean before =
          Tree.before(c, signal) && !Tree.statement(signal).isAncestorOf(c)
              || signal.isAncestorOf(c) && signal.getArguments().stream().anyMatch(a -> a == c);
      if (before && !isHarmless(c) && !caught(c, signal, part)) {
        return c;
      }
    }
    return null;
  }

  /** Caught where the signal is still sent afterwards. */
  private static boolean caught(Node c, Node signal, Node part) {
    for (Node n = c, up = Tree.parent(n); up != null && n != part; n = up, up = Tree.parent(n)) {
      boolean around = up instanceof TryStmt && up.isAncestorOf(signal);
      if (up instanceof TryStmt t && !around && Failures.isCaught(c, part, "")) {
        return t.getTryBlock() == n;
      } else if (up instanceof TryStmt t && around) {
        return t.getCatchClauses().stream().anyMatch(k -> sends(k, signal));
      }
    }
    return false;
  }

  private static boolean sends(CatchClause k, Node signal) {
    String scope = ((MethodCallExpr) signal).getScope().map(Expression::toString).orElse("");
    return Tree.any(
        k,
        MethodCallExpr.class,
        c -> c.getScope().map(Expression::toString).orElse("").equals(scope));
  }

  private static boolean isHarmless(MethodCallExpr c) {
    String n = c.getNameAsString();
    return n.startsWith("print")
        || Set.of("isEmpty", "size", "length", "equals", "name", "isPresent").contains(n)
        || Set.of("sleep", "currentThread", "getName", "nanoTime", "currentTimeMillis", "lock")
            .contains(n)
        || Set.of("add", "put", "offer", "set", "incrementAndGet", "countDown").contains(n);
  }

  private static void report(RuleContext file, MethodCallExpr signal, Node wait, Node risk) {
    file.report(signal)
        .message(
            "`%s` is not reached when the task %s before: who counts on it waits for ever"
                .formatted(signal, risk instanceof ReturnStmt ? "returns" : "fails"))
        .help("Report the completion in a `finally` block, failures included.")
        .related(risk, risk instanceof ReturnStmt ? "returns here" : "may throw here")
        .related(wait, "the completions are awaited here")
        .emit();
  }
}
