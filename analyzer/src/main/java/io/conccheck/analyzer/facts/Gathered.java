package io.conccheck.analyzer.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.ArrayCreationExpr;
import com.github.javaparser.ast.expr.ArrayInitializerExpr;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import io.conccheck.analyzer.source.NodeIndex;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The tasks and threads that the code puts into an array or a collection, to take them out later.
 */
final class Gathered {

  /**
   * One of them.
   *
   * @param task the lambda or object
   * @param at where it is put in
   * @param many true if the same task is in it several times
   */
  record Given(Expression task, Node at, boolean many) {}

  private static final String[] TASKS = {
    "java.lang.Thread",
    "java.lang.Runnable",
    "java.util.concurrent.Callable",
    "java.util.concurrent.ForkJoinTask"
  };
  private static final Set<String> LISTS = Set.of("of", "asList");
  private static final Set<String> MAPS = Set.of("map", "mapToObj", "generate");

  private final Types types;
  private final NodeIndex nodes;

  Gathered(Types types, NodeIndex nodes) {
    this.types = types;
    this.nodes = nodes;
  }

  /**
   * What an expression may be that takes out of an array or collection: {@code threads[i]}, {@code
   * threads.get(i)}, or the variable of a loop over it. Empty for all others.
   */
  List<Given> behind(Expression raw) {
    Expression e = Types.bare(raw);
    if (e instanceof ArrayAccessExpr a) {
      return in(a.getName());
    } else if (e instanceof MethodCallExpr c && c.getNameAsString().equals("get")) {
      boolean list = c.getArguments().size() == 1 && c.getScope().isPresent();
      return list ? in(c.getScope().get()) : List.of();
    }
    Meaning m = e.isNameExpr() ? types.meaning(e) : null;
    Node declared = m == null ? null : m.local();
    boolean loops =
        declared instanceof VariableDeclarator
            && Tree.parent(declared) != null
            && Tree.parent(Tree.parent(declared)) instanceof ForEachStmt;
    return loops ? in(((ForEachStmt) Tree.parent(Tree.parent(declared))).getIterable()) : List.of();
  }

  /** What the file shows to be put into an array or collection. */
  List<Given> in(Expression raw) {
    List<Given> found = new ArrayList<>();
    Expression e = Types.bare(raw);
    made(e, found);
    Meaning m = types.meaning(e);
    Node variable = m == null ? null : m.isField() ? null : m.local();
    if (m == null || !m.isField() && !(variable instanceof VariableDeclarator)) {
      return found;
    }
    if (variable instanceof VariableDeclarator v) {
      v.getInitializer().ifPresent(i -> made(Types.bare(i), found));
    }
    for (MethodCallExpr add : nodes.calls("add")) {
      boolean one = add.getArguments().size() == 1 && add.getScope().isPresent();
      if (one && isSame(m, add.getScope().get()) && isTask(add.getArgument(0))) {
        found.add(new Given(add.getArgument(0), add, false));
      }
    }
    for (AssignExpr a : nodes.all(AssignExpr.class)) {
      boolean element = a.getTarget() instanceof ArrayAccessExpr;
      if (element
          && isSame(m, ((ArrayAccessExpr) a.getTarget()).getName())
          && isTask(a.getValue())) {
        found.add(new Given(a.getValue(), a, false));
      } else if (!element && isSame(m, a.getTarget())) {
        made(Types.bare(a.getValue()), found);
      }
    }
    return found;
  }

  private boolean isSame(Meaning m, Expression e) {
    Meaning other = types.meaning(Types.bare(e));
    if (other == null || other.isField() != m.isField()) {
      return false;
    }
    return m.isField()
        ? m.field().symbol().equals(other.field().symbol())
        : m.local() == other.local();
  }

  /** The elements of an array or collection that is written down where it is made. */
  private void made(Expression e, List<Given> found) {
    if (e instanceof ArrayCreationExpr a && a.getInitializer().isPresent()) {
      made(a.getInitializer().get(), found);
    } else if (e instanceof ArrayInitializerExpr a) {
      a.getValues().stream().filter(this::isTask).forEach(v -> found.add(new Given(v, e, false)));
    } else if (e instanceof MethodCallExpr c) {
      called(c, found);
    }
  }

  private void called(MethodCallExpr c, List<Given> found) {
    String name = c.getNameAsString();
    if (LISTS.contains(name)) {
      c.getArguments().stream()
          .filter(this::isTask)
          .forEach(a -> found.add(new Given(a, c, false)));
    } else if (name.equals("nCopies") && c.getArguments().size() == 2) {
      found.add(new Given(c.getArgument(1), c, true));
    } else if (MAPS.contains(name) && c.getArguments().size() == 1) {
      Expression each = result(c.getArgument(0));
      if (each != null) {
        found.add(new Given(each, c, true));
      }
    } else if (c.getScope().isPresent() && c.getScope().get() instanceof MethodCallExpr before) {
      called(before, found); // collect, toList, toArray, peek
    }
  }

  /** What a lambda of one expression makes, or null. */
  private Expression result(Expression function) {
    boolean one = function instanceof LambdaExpr l && l.getBody() instanceof ExpressionStmt;
    Expression made =
        one ? ((ExpressionStmt) ((LambdaExpr) function).getBody()).getExpression() : null;
    return made != null && isTask(made) ? made : null;
  }

  private boolean isTask(Expression e) {
    return e.isLambdaExpr()
        || e.isMethodReferenceExpr()
        || e.isObjectCreationExpr()
        || e.isNameExpr() && types.isA(e, TASKS)
        || e.isMethodCallExpr() && types.isA(e, "java.lang.Thread");
  }
}
