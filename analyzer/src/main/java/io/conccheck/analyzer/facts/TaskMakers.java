package io.conccheck.analyzer.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.ReturnStmt;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.Target;
import io.conccheck.analyzer.types.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Methods of the same object that do nothing but make a task: {@code executor.submit(job(x))}. For
 * one file, one thread.
 */
final class TaskMakers {

  private final Types types;
  private final Paths paths;
  private final BodyKeys keys;

  TaskMakers(Types types, Paths paths, BodyKeys keys) {
    this.types = types;
    this.paths = paths;
    this.keys = keys;
  }

  /** The task that a call gives, its variables read as the caller's; null if that is not sure. */
  Task of(MethodCallExpr call, Tasks tasks) {
    boolean own = call.getScope().map(Expression::isThisExpr).orElse(true);
    Target target = own ? types.target(call) : null;
    MethodDeclaration maker = target == null ? null : keys.methods().get(target.method().key());
    Expression made = maker == null ? null : only(maker);
    Map<String, Path> seen = made == null ? null : captured(made, maker, call);
    return seen == null ? null : tasks.of(made).with(seen);
  }

  /** The one thing that a method returns, if that is a task written there; or null. */
  private static Expression only(MethodDeclaration maker) {
    List<ReturnStmt> returns =
        Tree.within(maker, ReturnStmt.class).stream().filter(r -> Tree.body(r) == maker).toList();
    Expression made =
        returns.size() == 1 ? returns.get(0).getExpression().map(Types::bare).orElse(null) : null;
    boolean written =
        made instanceof LambdaExpr
            || made instanceof MethodReferenceExpr
            || made instanceof ObjectCreationExpr o && o.getAnonymousClassBody().isPresent();
    return written ? made : null;
  }

  /** What the parameters stand for; null if the task knows anything else of the method. */
  private Map<String, Path> captured(
      Expression made, MethodDeclaration maker, MethodCallExpr call) {
    Map<String, Path> seen = new HashMap<>();
    for (NameExpr name : Tree.within(made, NameExpr.class)) {
      Meaning m = types.meaning(name);
      Node local = m == null ? null : m.local();
      if (local == null || Tree.contains(made, local)) {
        continue;
      }
      int n = maker.getParameters().indexOf(local);
      if (n < 0 || n >= call.getArguments().size() || !Paths.isParameterOf(local, maker)) {
        return null;
      }
      seen.put(Path.variable(Paths.id(local)).root(), paths.of(call.getArgument(n)));
    }
    return seen;
  }
}
