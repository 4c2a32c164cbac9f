package io.conccheck.analyzer.facts;

import com.github.javaparser.ast.expr.MethodCallExpr;
import io.conccheck.analyzer.types.Types;
import java.util.Map;

/** Calls after which a task handed out before has ended, or has at least published its result. */
final class Joins {

  private static final Map<String, String[]> WAITS =
      Map.of(
          "join",
          new String[] {
            "java.lang.Thread",
            "java.util.concurrent.CompletableFuture",
            "java.util.concurrent.ForkJoinTask",
            "java.util.concurrent.StructuredTaskScope"
          },
          "get",
          new String[] {"java.util.concurrent.Future"},
          "awaitTermination",
          new String[] {"java.util.concurrent.ExecutorService"},
          "invokeAll",
          new String[] {"java.util.concurrent.ExecutorService"},
          "close",
          new String[] {"java.util.concurrent.ExecutorService"},
          "take",
          new String[] {
            "java.util.concurrent.CompletionService", "java.util.concurrent.BlockingQueue"
          },
          "await",
          new String[] {
            "java.util.concurrent.CountDownLatch", "java.util.concurrent.CyclicBarrier"
          },
          "acquire",
          new String[] {"java.util.concurrent.Semaphore"},
          "arriveAndAwaitAdvance",
          new String[] {"java.util.concurrent.Phaser"},
          "awaitQuiescence",
          new String[] {"java.util.concurrent.ForkJoinPool"});

  private final Types types;

  Joins(Types types) {
    this.types = types;
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
