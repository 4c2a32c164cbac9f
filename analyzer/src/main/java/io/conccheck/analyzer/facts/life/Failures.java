package io.conccheck.analyzer.facts.life;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import com.github.javaparser.ast.type.Type;
import com.github.javaparser.ast.type.UnionType;
import io.conccheck.analyzer.source.Tree;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Exceptions that a body visibly lets out. */
public final class Failures {

  private static final Set<String> ALL = Set.of("Exception", "RuntimeException", "Throwable");

  /** Methods of the JDK whose very purpose is to throw unchecked exceptions at bad values. */
  private static final Map<String, List<String>> PICKY =
      Map.of(
          "java.lang.Integer", List.of("parseInt"),
          "java.lang.Long", List.of("parseLong"),
          "java.lang.Double", List.of("parseDouble"),
          "java.util.Objects", List.of("requireNonNull"),
          "java.util.Optional", List.of("get", "orElseThrow"),
          "java.util.Queue", List.of("element", "remove"),
          "java.util.Iterator", List.of("next"));

  private final Tasks tasks;

  public Failures(Tasks tasks) {
    this.tasks = tasks;
  }

  /** A {@code throw} by which the body, or a method of the file it calls, can fail; or null. */
  public ThrowStmt of(Node body) {
    return find(body, 0);
  }

  /** The same, or a call of a JDK method that throws at bad values; or null. */
  public Node ofAny(Node body) {
    ThrowStmt t = of(body);
    if (t != null) {
      return t;
    }
    for (Node part : tasks.reach(body)) {
      boolean safe = catchesAll(body) || part != body && catchesAll(part);
      for (MethodCallExpr c :
          safe ? List.<MethodCallExpr>of() : Tree.within(part, MethodCallExpr.class)) {
        if (tasks.isOneOf(c, PICKY) && !isCaught(c, part, "NumberFormatException")) {
          return c;
        }
      }
    }
    return null;
  }

  private ThrowStmt find(Node body, int depth) {
    for (ThrowStmt t : Tree.within(body, ThrowStmt.class)) {
      if (!isCaught(t, body, thrown(t))) {
        return t;
      }
    }
    if (depth == 2) {
      return null;
    }
    for (MethodCallExpr call : Tree.within(body, MethodCallExpr.class)) {
      List<Node> callee = isCaught(call, body, "") ? List.of() : tasks.called(call);
      for (Node c : callee) {
        ThrowStmt t = find(c, depth + 1);
        if (t != null && !isCaught(call, body, thrown(t))) {
          return t;
        }
      }
    }
    return null;
  }

  private static String thrown(ThrowStmt t) {
    Expression e = t.getExpression();
    return e.isObjectCreationExpr() ? e.asObjectCreationExpr().getType().getNameAsString() : "";
  }

  /** True if everything in the body stands in a try that catches every exception. */
  public static boolean catchesAll(Node body) {
    List<TryStmt> tries = Tree.within(body, TryStmt.class);
    return tries.stream().anyMatch(t -> catches(t, "") && isWhole(t, body));
  }

  private static boolean isWhole(TryStmt t, Node body) {
    Node block = Tree.parent(t);
    return block != null && Tree.parent(block) == body || Tree.loop(t) != null;
  }

  /** True if a try of the body catches what is thrown at that node. */
  public static boolean isCaught(Node at, Node body, String exception) {
    Node child = at;
    for (Node n = Tree.parent(at); n != null && child != body; n = Tree.parent(n)) {
      if (n instanceof TryStmt t && t.getTryBlock() == child && catches(t, exception)) {
        return true;
      }
      child = n;
    }
    return false;
  }

  private static boolean catches(TryStmt t, String exception) {
    for (CatchClause c : t.getCatchClauses()) {
      Type type = c.getParameter().getType();
      List<? extends Type> each = type instanceof UnionType u ? u.getElements() : List.of(type);
      for (Type one : each) {
        String name = one.asString().substring(one.asString().lastIndexOf('.') + 1);
        if (ALL.contains(name) || name.equals(exception)) {
          return true;
        }
      }
    }
    return false;
  }
}
