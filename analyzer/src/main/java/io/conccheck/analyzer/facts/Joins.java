package io.conccheck.analyzer.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.MethodCallExpr;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.Types;
import java.util.Map;

/** Calls after which a task handed out before has ended, or has at least published its result. */
final class Joins {

  private static final Map<String, String[]> WAITS =
      Map.ofEntries(
          to(
              "join",
              "java.lang.Thread",
              "java.util.concurrent.CompletableFuture",
              "java.util.concurrent.ForkJoinTask",
              "java.util.concurrent.StructuredTaskScope"),
          to("isAlive", "java.lang.Thread"),
          to("get", "java.util.concurrent.Future"),
          to("isDone", "java.util.concurrent.Future"),
          to("isTerminated", "java.util.concurrent.ExecutorService"),
          to("awaitTermination", "java.util.concurrent.ExecutorService"),
          to("invokeAll", "java.util.concurrent.ExecutorService"),
          to("close", "java.util.concurrent.ExecutorService"),
          to(
              "take",
              "java.util.concurrent.CompletionService",
              "java.util.concurrent.BlockingQueue"),
          to("await", "java.util.concurrent.CountDownLatch", "java.util.concurrent.CyclicBarrier"),
          to("acquire", "java.util.concurrent.Semaphore"),
          to("arriveAndAwaitAdvance", "java.util.concurrent.Phaser"),
          to("awaitQuiescence", "java.util.concurrent.ForkJoinPool"));

  private static Map.Entry<String, String[]> to(String method, String... owners) {
    return Map.entry(method, owners);
  }

  private final Types types;

  Joins(Types types) {
    this.types = types;
  }

  /** True for resources whose {@code close} waits for tasks to end. */
  boolean endsWhenClosed(VariableDeclarator resource) {
    boolean inferred = resource.getType().isVarType() && resource.getInitializer().isPresent();
    return types.isA(
        inferred ? types.of(resource.getInitializer().get()) : types.resolve(resource.getType()),
        "java.util.concurrent.ExecutorService",
        "java.util.concurrent.StructuredTaskScope");
  }

  /** True if a call after that one, in the same round of the same loop, waits for a task. */
  boolean waitsInLoop(MethodCallExpr start) {
    Node loop = Tree.loop(start);
    return loop != null
        && Tree.any(loop, MethodCallExpr.class, c -> Tree.before(start, c) && waits(c));
  }

  boolean waits(MethodCallExpr call) {
    String[] owners = WAITS.get(call.getNameAsString());
    if (owners == null) {
      return false;
    }
    for (String o : owners) {
      if (types.isCall(call, o)) {
        return true;
      }
    }
    return false;
  }
}
