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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Methods that do nothing but make a task: {@code executor.submit(job(x))}. For one file, one
 * thread.
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
    List<Task> all = each(call, tasks);
    return all.size() == 1 ? all.get(0) : null;
  }

  /** All that a call may give, one of them for each return and branch. */
  List<Task> each(MethodCallExpr call, Tasks tasks) {
    Target target = types.target(call);
    MethodDeclaration maker = target == null ? null : keys.methods().get(target.method().key());
    List<Task> found = new ArrayList<>();
    for (Expression made : maker == null ? List.<Expression>of() : made(maker)) {
      Map<String, Path> seen = captured(made, maker, call);
      if (seen == null) {
        return List.of();
      }
      boolean own = call.getScope().map(Expression::isThisExpr).orElse(true);
      if (!own && !target.method().isStatic()) {
        seen.put(Path.self(target.owner()).root(), paths.of(call.getScope().get()));
      }
      found.add(tasks.of(made).with(seen));
    }
    return found;
  }

  /** The tasks written in a method that returns nothing else; empty for any other method. */
  private static List<Expression> made(MethodDeclaration maker) {
    List<Expression> made = new ArrayList<>();
    for (ReturnStmt r : Tree.within(maker, ReturnStmt.class)) {
      Expression value = r.getExpression().map(Types::bare).orElse(null);
      for (Expression e : value == null ? List.<Expression>of() : Branches.of(value)) {
        if (!isWritten(e)) {
          return List.of();
        }
        made.add(e);
      }
    }
    return made;
  }

  private static boolean isWritten(Expression made) {
    return made instanceof LambdaExpr
        || made instanceof MethodReferenceExpr
        || made instanceof ObjectCreationExpr o && o.getAnonymousClassBody().isPresent();
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
