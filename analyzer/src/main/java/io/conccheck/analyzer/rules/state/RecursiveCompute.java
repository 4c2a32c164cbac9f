package io.conccheck.analyzer.rules.state;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.PlainCollections;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.findings.card.Carded;
import java.util.Set;

/** The function given to {@code compute} must not touch the map it computes for. */
@AutoService({Rule.class, Carded.class})
public final class RecursiveCompute implements Rule {

  private static final String CONCURRENT = "java.util.concurrent.ConcurrentHashMap";
  private static final String[] COMPUTES = {
    "computeIfAbsent", "compute", "computeIfPresent", "merge"
  };
  private static final Set<String> CHANGES =
      Set.of(
          "computeIfAbsent",
          "compute",
          "computeIfPresent",
          "merge",
          "put",
          "putIfAbsent",
          "remove",
          "replace",
          "clear",
          "putAll");
  private static final int DEEPEST = 4;

  @Override
  public void check(RuleContext file) {
    for (MethodCallExpr call : file.callsOn("java.util.Map", COMPUTES)) {
      Expression map = call.getScope().orElse(null);
      Object id = map == null || !isTouchy(file, map) ? null : identity(file, map);
      if (id == null || call.getArguments().size() < 2) {
        continue;
      }
      Expression function = call.getArgument(call.getArguments().size() - 1);
      MethodCallExpr inner = change(file, function, id, Tree.identitySet(), 0);
      if (inner != null) {
        report(file, call, map, inner);
      }
    }
  }

  private static void report(
      RuleContext file, MethodCallExpr call, Expression map, MethodCallExpr inner) {
    boolean concurrent = isConcurrent(file, map);
    file.report(call)
        .message(
            "the function given to `"
                + map
                + "."
                + call.getNameAsString()
                + "` changes `"
                + map
                + "` again"
                + (concurrent
                    ? ": it waits for its own bin or throws `IllegalStateException`"
                    : ": it throws `ConcurrentModificationException` or loses entries"))
        .help("Compute the value first, then put it into the map.")
        .related(inner, "the map is changed here, while the function runs")
        .emit();
  }

  private static boolean isConcurrent(RuleContext file, Expression map) {
    Expression made = PlainCollections.made(file, map);
    return file.types().isA(map, CONCURRENT) || made != null && file.types().isA(made, CONCURRENT);
  }

  /** Maps whose documentation forbids it, and whose code notices. */
  private static boolean isTouchy(RuleContext file, Expression map) {
    Expression made = PlainCollections.made(file, map);
    return isConcurrent(file, map)
        || file.types().isA(map, "java.util.HashMap")
        || made != null && file.types().isA(made, "java.util.HashMap");
  }

  /** What stands for the map: its field or its local's declaration. */
  private static Object identity(RuleContext file, Expression map) {
    Meaning m = file.types().meaning(map);
    if (m == null) {
      return null;
    }
    FieldInfo f = m.field();
    boolean own =
        f != null && (f.isStatic() || map.isNameExpr() || map.toString().startsWith("this."));
    return own ? f.symbol() : m.local();
  }

  private static MethodCallExpr change(
      RuleContext file, Node code, Object map, Set<Node> seen, int depth) {
    if (depth > DEEPEST || !seen.add(code)) {
      return null;
    }
    if (code instanceof MethodReferenceExpr r) {
      MethodDeclaration m = new Surroundings(file).declaration(r);
      return m == null ? null : change(file, m, map, seen, depth + 1);
    } else if (code instanceof Expression e && !(code instanceof LambdaExpr)) {
      return null;
    }
    // The body of a lambda is looked at as a whole: the lambda itself would be left out.
    Node body = code instanceof LambdaExpr l ? l.getBody() : code;
    for (MethodCallExpr c : Tree.within(body, MethodCallExpr.class)) {
      MethodCallExpr found = changedBy(file, c, map, seen, depth);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static MethodCallExpr changedBy(
      RuleContext file, MethodCallExpr c, Object map, Set<Node> seen, int depth) {
    boolean onMap =
        CHANGES.contains(c.getNameAsString())
            && c.getScope().map(s -> map.equals(identity(file, s))).orElse(false);
    if (onMap) {
      return c;
    }
    boolean own = c.getScope().map(Expression::isThisExpr).orElse(true);
    MethodDeclaration m = own ? new Surroundings(file).declaration(c) : null;
    return m == null || m.getBody().isEmpty() ? null : change(file, m, map, seen, depth + 1);
  }
}
