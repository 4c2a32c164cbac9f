package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.Types;
import java.util.List;

/** Two locks of one array or list, one inside the other, whose numbers nothing puts in order. */
final class ElementLocks {

  private final RuleContext file;

  ElementLocks(RuleContext file) {
    this.file = file;
  }

  /**
   * An element of an array or list.
   *
   * @param array its text
   * @param index what tells which element, read through locals
   */
  private record Element(String array, Expression index) {}

  /** Reports each inner lock for which another thread may take the two the other way round. */
  void check() {
    for (SynchronizedStmt inner : file.all(SynchronizedStmt.class)) {
      SynchronizedStmt outer = Tree.enclosing(inner, SynchronizedStmt.class);
      if (outer != null && Tree.body(outer) == Tree.body(inner)) {
        judge(outer.getExpression(), inner.getExpression(), inner);
      }
    }
    List<MethodCallExpr> locks = file.callsOn("java.util.concurrent.locks.Lock", "lock");
    for (MethodCallExpr inner : locks) {
      for (MethodCallExpr outer : locks) {
        if (Tree.body(outer) == Tree.body(inner)
            && Tree.before(outer, inner)
            && outer.getScope().isPresent()
            && inner.getScope().isPresent()
            && isHeld(outer, inner)) {
          judge(outer.getScope().get(), inner.getScope().get(), inner);
        }
      }
    }
  }

  /** True if no unlock of the outer one stands between the two. */
  private static boolean isHeld(MethodCallExpr outer, MethodCallExpr inner) {
    return !Tree.any(
        Tree.body(inner),
        MethodCallExpr.class,
        c ->
            c.getNameAsString().equals("unlock")
                && c.getScope().equals(outer.getScope())
                && Tree.before(outer, c)
                && Tree.before(c, inner));
  }

  private void judge(Expression first, Expression second, Node at) {
    Element a = element(first);
    Element b = element(second);
    Node body = Tree.body(at);
    if (a == null || b == null || !a.array().equals(b.array()) || isDecided(body, at)) {
      return;
    }
    boolean ring = isWrapped(a.index()) != isWrapped(b.index());
    boolean any = isFree(a.index()) && isFree(b.index());
    if (a.index().toString().equals(b.index().toString()) || !ring && !any) {
      return;
    }
    file.report(at)
        .message(
            ring
                ? "each thread takes a lock of `%s` and then the next, round in a ring: if each has its first, all wait for ever"
                    .formatted(a.array())
                : "`%s` and `%s` are locked in the order of the arguments: two threads that name them crosswise wait for ever"
                    .formatted(first, second))
        .help("Take the lock with the lower index first everywhere.")
        .related(first, "taken first here")
        .emit();
  }

  private Element element(Expression raw) {
    Expression e = through(raw);
    if (e instanceof ArrayAccessExpr a) {
      return new Element(a.getName().toString(), through(a.getIndex()));
    }
    boolean get =
        e instanceof MethodCallExpr c
            && c.getArguments().size() == 1
            && file.types().isCall(c, "java.util.List", "get");
    return get
        ? new Element(
            ((MethodCallExpr) e).getScope().map(Node::toString).orElse(""),
            through(((MethodCallExpr) e).getArgument(0)))
        : null;
  }

  /** What a local was declared with. */
  private Expression through(Expression raw) {
    Expression e = Types.bare(raw);
    Meaning m = e instanceof NameExpr ? file.types().meaning(e) : null;
    return m != null
            && m.local() instanceof VariableDeclarator v
            && v.getInitializer().filter(i -> !i.isLiteralExpr()).isPresent()
        ? Types.bare(v.getInitializer().get())
        : e;
  }

  private static boolean isWrapped(Expression index) {
    return index instanceof BinaryExpr b && b.getOperator() == BinaryExpr.Operator.REMAINDER;
  }

  /** A number that callers choose, or chance. */
  private boolean isFree(Expression index) {
    Meaning m = index instanceof NameExpr ? file.types().meaning(index) : null;
    boolean given =
        m != null
            && m.local() instanceof Parameter p
            && Tree.parent(p) instanceof MethodDeclaration d
            && !d.isPrivate();
    return given || index instanceof MethodCallExpr c && c.getNameAsString().equals("nextInt");
  }

  /** True if the code looks at which of the two is the lower, in whatever way. */
  private static boolean isDecided(Node body, Node at) {
    boolean branch = Tree.enclosing(at, IfStmt.class) != null;
    return branch
        || Tree.any(body, ConditionalExpr.class, c -> true)
        || Tree.any(
            body,
            MethodCallExpr.class,
            c -> c.getNameAsString().matches("min|max|compare|compareTo|sort|tryLock"))
        || Tree.any(body, IfStmt.class, i -> compares(i.getCondition()));
  }

  private static boolean compares(Expression condition) {
    return condition.findAll(BinaryExpr.class).stream()
        .anyMatch(b -> b.getOperator().name().matches("(LESS|GREATER).*|REMAINDER"));
  }
}
