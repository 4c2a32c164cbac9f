package io.conccheck.analyzer.rules.threads;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import io.conccheck.analyzer.facts.life.Tasks;
import io.conccheck.analyzer.rules.RuleContext;
import java.util.ArrayList;
import java.util.List;

/** What shutdown hooks run, and the calls that set them going. */
final class ShutdownHooks {

  private ShutdownHooks() {}

  /** The code that a thread runs, given the expression that makes it or names it; or null. */
  static Node body(RuleContext file, Tasks tasks, Expression thread) {
    if (thread instanceof ObjectCreationExpr o && o.getAnonymousClassBody().isEmpty()) {
      for (Expression a : o.getArguments()) {
        Node body = tasks.body(a);
        if (body != null) {
          return body;
        }
      }
    }
    return tasks.body(thread);
  }

  /** All calls of the file that end the JVM and wait for its hooks. */
  static List<MethodCallExpr> exits(RuleContext file) {
    List<MethodCallExpr> exits = new ArrayList<>(file.callsOn("java.lang.System", "exit"));
    exits.addAll(file.callsOn("java.lang.Runtime", "exit"));
    return exits;
  }
}
