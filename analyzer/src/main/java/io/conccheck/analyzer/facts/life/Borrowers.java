package io.conccheck.analyzer.facts.life;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import io.conccheck.analyzer.types.Target;
import io.conccheck.analyzer.types.TypeRef;
import io.conccheck.analyzer.types.Types;
import java.util.Set;

/**
 * JDK methods that use an argument without taking over its end: a pool given to {@code supplyAsync}
 * is still its maker's to shut down, a process printed is still running.
 */
final class Borrowers {

  private static final Set<String> CLASSES =
      Set.of(
          "java.util.concurrent.CompletableFuture",
          "java.util.concurrent.CompletionStage",
          "java.util.concurrent.ExecutorCompletionService",
          "java.util.concurrent.SubmissionPublisher",
          "java.net.http.HttpClient$Builder",
          "com.sun.net.httpserver.HttpServer",
          "java.io.PrintStream",
          "java.lang.String",
          "java.lang.StringBuilder",
          "java.util.Objects");

  private Borrowers() {}

  static boolean borrows(Types types, Node call) {
    if (call instanceof ObjectCreationExpr o) {
      return CLASSES.contains(types.of(o).name());
    }
    if (call instanceof MethodCallExpr c) {
      Target target = types.target(c);
      TypeRef receiver = target == null ? types.receiverOf(c) : TypeRef.of(target.owner());
      return receiver.isClass() && CLASSES.contains(receiver.name());
    }
    return false;
  }
}
