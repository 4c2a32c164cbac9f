package io.conccheck.analyzer.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The tasks in a collection that {@code invokeAll} or {@code invokeAny} is given. */
final class InvokedTasks {

  /**
   * One of them.
   *
   * @param task the lambda or object
   * @param at where it is put into the collection
   * @param many true if the same task is in it several times
   */
  record Given(Expression task, Node at, boolean many) {}

  private InvokedTasks() {}

  /** Those that the body of the call shows; none for calls of other methods. */
  static List<Given> of(MethodCallExpr call, Types types) {
    List<Given> found = new ArrayList<>();
    boolean all = Set.of("invokeAll", "invokeAny").contains(call.getNameAsString());
    if (!all || call.getArguments().isEmpty()) {
      return found;
    }
    Expression given = Types.bare(call.getArgument(0));
    listed(given, found);
    Meaning m = types.meaning(given);
    if (m == null || !(m.local() instanceof VariableDeclarator v)) {
      return found;
    }
    v.getInitializer().ifPresent(i -> listed(Types.bare(i), found));
    for (MethodCallExpr add : Tree.within(Tree.body(call), MethodCallExpr.class)) {
      Meaning to =
          add.getNameAsString().equals("add") && add.getArguments().size() == 1
              ? add.getScope().map(types::meaning).orElse(null)
              : null;
      if (to != null && to.local() == v && isWritten(add.getArgument(0))) {
        found.add(new Given(add.getArgument(0), add, false));
      }
    }
    return found;
  }

  private static void listed(Expression e, List<Given> found) {
    if (e instanceof MethodCallExpr c && Set.of("of", "asList").contains(c.getNameAsString())) {
      c.getArguments().stream()
          .filter(InvokedTasks::isWritten)
          .forEach(a -> found.add(new Given(a, c, false)));
    } else if (e instanceof MethodCallExpr c
        && c.getNameAsString().equals("nCopies")
        && c.getArguments().size() == 2) {
      found.add(new Given(c.getArgument(1), c, true));
    }
  }

  private static boolean isWritten(Expression e) {
    return e.isLambdaExpr() || e.isMethodReferenceExpr() || e.isObjectCreationExpr();
  }
}
