package io.conccheck.analyzer.rules.pools;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.WhileStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.Flow;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Symbols;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.Types;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;
import java.util.List;
import java.util.Set;

/** A producer without an end and a queue or pool without a limit. */
@AutoService({Rule.class, Carded.class})
public final class UnboundedFeed implements Rule {

  private static final Set<String> QUEUES =
      Set.of(
          "java.util.concurrent.LinkedBlockingQueue",
          "java.util.concurrent.LinkedBlockingDeque",
          "java.util.concurrent.LinkedTransferQueue",
          "java.util.concurrent.PriorityBlockingQueue",
          "java.util.concurrent.DelayQueue",
          "java.util.concurrent.ConcurrentLinkedQueue",
          "java.util.concurrent.ConcurrentLinkedDeque");

  /** Calls that hold the producer up, or tell that it looks at how much is waiting. */
  private static final Set<String> BRAKES =
      Set.of(
          "acquire",
          "tryAcquire",
          "size",
          "remainingCapacity",
          "take",
          "poll",
          "join",
          "get",
          "await",
          "transfer",
          "getQueue",
          "getActiveCount");

  @Override
  public void check(RuleContext file) {
    for (MethodCallExpr put :
        file.calls("put", "add", "offer", "offerLast", "addLast", "putLast", "execute", "submit")) {
      Statement loop = Tree.loop(put);
      while (loop != null && !Flow.isOpenEnded(loop, file) && !readsOn(loop)) {
        loop = Tree.loop(loop);
      }
      boolean task = Set.of("execute", "submit").contains(put.getNameAsString());
      if (loop == null || isBraked(file, loop, task ? put : null)) {
        continue;
      }
      Expression target = put.getScope().orElse(null);
      ObjectCreationExpr queue = task || target == null ? null : unbounded(target, file);
      if (queue != null) {
        report(
            file,
            put,
            queue,
            "`%s` has no limit and its producer no end: it grows until the memory is gone",
            "Give the queue a capacity.");
      } else if (task && target != null) {
        pool(file, put, target, loop);
      }
    }
  }

  /** A loop over all that comes in, as long as something does. */
  private static boolean readsOn(Statement loop) {
    Expression condition =
        loop instanceof WhileStmt w
            ? w.getCondition()
            : loop instanceof ForStmt f ? f.getCompare().orElse(null) : null;
    return condition != null
        && Tree.any(
            loop,
            MethodCallExpr.class,
            c -> c.getNameAsString().matches("readLine|read|receive|readObject"))
        && (condition.toString().matches(".*(!= null|> 0|!= -1|>= 0|> -1).*"));
  }

  private static boolean isBraked(RuleContext file, Statement loop, MethodCallExpr task) {
    return Tree.any(
        loop,
        MethodCallExpr.class,
        c -> BRAKES.contains(c.getNameAsString()) && (task == null || !isInput(file, c, task)));
  }

  /** What comes in from a queue that the tasks themselves put nothing into holds nothing up. */
  private static boolean isInput(RuleContext file, MethodCallExpr c, MethodCallExpr task) {
    String queue = c.getScope().map(Expression::toString).orElse("");
    return List.of("take", "poll").contains(c.getNameAsString())
        && file.types().isCall(c, "java.util.concurrent.BlockingQueue")
        && task.getArguments().stream()
            .noneMatch(
                a ->
                    a.isMethodReferenceExpr()
                        || Tree.any(a, Expression.class, e -> e.toString().equals(queue)));
  }

  private static ObjectCreationExpr unbounded(Expression queue, RuleContext file) {
    List<Expression> values = file.facts().valuesOf(queue);
    if (values.size() != 1 || !(Types.bare(values.get(0)) instanceof ObjectCreationExpr made)) {
      return null;
    }
    boolean told =
        !made.getArguments().isEmpty() && file.types().of(made.getArgument(0)).isPrimitive();
    String type = file.types().of(made).name();
    boolean priority = type.endsWith("PriorityBlockingQueue");
    return QUEUES.contains(type) && (!told || priority) ? made : null;
  }

  /** A thread for each task; or tasks made by a loop that waits for nothing at all. */
  private static void pool(RuleContext file, MethodCallExpr put, Expression pool, Statement loop) {
    List<Expression> values = file.facts().valuesOf(pool);
    Expression value = values.size() == 1 ? Types.bare(values.get(0)) : null;
    if (value instanceof ObjectCreationExpr own && queueOf(file, own) && !sleeps(loop)) {
      report(
          file,
          put,
          own,
          "the queue of `%s` has no limit, and this loop feeds it without end",
          "Give its queue a capacity, and choose what happens when it is full.");
      return;
    }
    MethodCallExpr made = value instanceof MethodCallExpr c ? c : null;
    if (made == null || !file.types().isCall(made, "java.util.concurrent.Executors")) {
      return;
    }
    if (made.getNameAsString().equals("newCachedThreadPool")) {
      report(
          file,
          put,
          made,
          "`%s` starts a thread for each task that comes in, and nothing limits how many come",
          "Use a pool of bounded size with a bounded queue.");
    } else if (made.getNameAsString().matches("new(FixedThreadPool|SingleThreadExecutor)")
        && (readsOn(loop) ? !sleeps(loop) : !waits(loop))) {
      report(
          file,
          put,
          made,
          "the queue of `%s` has no limit, and this loop feeds it without a pause",
          "Use a `ThreadPoolExecutor` with a bounded queue and a policy for a full one.");
    }
  }

  /** A pool that was given a queue without a capacity. */
  private static boolean queueOf(RuleContext file, ObjectCreationExpr pool) {
    return file.types().isA(pool, "java.util.concurrent.ThreadPoolExecutor")
        && pool.getArguments().size() > 4
        && Types.bare(pool.getArgument(4)) instanceof ObjectCreationExpr q
        && QUEUES.contains(file.types().of(q).name())
        && q.getArguments().isEmpty();
  }

  private static boolean sleeps(Statement loop) {
    return Tree.any(
        loop, MethodCallExpr.class, c -> c.getNameAsString().matches("sleep|wait|accept|select"));
  }

  private static boolean waits(Statement loop) {
    return Tree.any(
        loop,
        MethodCallExpr.class,
        c -> c.getNameAsString().matches("accept|read.*|receive|select|next.*|sleep|wait|has.*"));
  }

  private static void report(
      RuleContext file, MethodCallExpr put, Node made, String message, String help) {
    file.report(put)
        .message(message.formatted(put.getScope().get()))
        .help(help)
        .related(made, "made here, without a limit")
        .subject(Subject.creationSite(Symbols.of(made, file.types())))
        .emit();
  }
}
