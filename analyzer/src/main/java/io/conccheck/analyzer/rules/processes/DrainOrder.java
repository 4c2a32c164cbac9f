package io.conccheck.analyzer.rules.processes;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import io.conccheck.analyzer.facts.life.StreamUse;
import io.conccheck.analyzer.facts.life.ValueFlow;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One thread that reads one output of a process to its end before it begins with the other. */
final class DrainOrder {

  private static final Set<String> TO_THE_END =
      Set.of("readAllBytes", "transferTo", "lines", "readAllLines", "readAllAsString");

  private DrainOrder() {}

  /** Where the stream is used first that is read last; null if neither wholly follows the other. */
  static Node second(ValueFlow process, RuleContext file) {
    List<Node> out = reads(process, file, "getInputStream", "inputReader");
    List<Node> err = reads(process, file, "getErrorStream", "errorReader");
    if (out.isEmpty() || err.isEmpty()) {
      return null;
    }
    List<Node> earlier = Tree.before(out.get(0), err.get(0)) ? out : err;
    List<Node> later = earlier == out ? err : out;
    Node body = Tree.body(out.get(0));
    boolean apart =
        earlier.stream()
            .allMatch(
                e ->
                    Tree.body(e) == body
                        && later.stream()
                            .allMatch(
                                l ->
                                    Tree.body(l) == body
                                        && Tree.before(e, l)
                                        && (Tree.loop(l) == null || Tree.loop(l) != Tree.loop(e))));
    boolean whole =
        apart
            && earlier.stream().anyMatch(e -> isReadWhole(e, file))
            && later.stream().anyMatch(l -> isReadWhole(l, file));
    return whole ? later.get(0) : null;
  }

  /** Reads of a stream; where a method is given it, the place that gives it. */
  private static List<Node> reads(ValueFlow process, RuleContext file, String... streams) {
    List<Node> found = new ArrayList<>();
    for (MethodCallExpr s : process.calls(streams)) {
      for (Node read : StreamUse.reads(s, file.types(), file.nodes())) {
        found.add(Tree.body(read) == Tree.body(s) ? read : s);
      }
    }
    return found;
  }

  /** Read to the end here, or by a method of this file that does so before it returns. */
  private static boolean isReadWhole(Node read, RuleContext file) {
    if (read instanceof MethodCallExpr c && TO_THE_END.contains(c.getNameAsString())) {
      return true;
    } else if (read instanceof MethodCallExpr c && c.getNameAsString().equals("readLine")) {
      return Tree.loop(c) != null;
    }
    MethodDeclaration helper =
        read instanceof Expression
                && Tree.parent(read) instanceof MethodCallExpr c
                && c.getArguments().contains(read)
            ? new Surroundings(file).declaration(c)
            : null;
    return helper != null
        && !Tree.any(helper, Expression.class, DrainOrder::handsOn)
        && Tree.any(
            helper,
            MethodCallExpr.class,
            c ->
                TO_THE_END.contains(c.getNameAsString())
                    || c.getNameAsString().matches("read|readLine") && Tree.loop(c) != null);
  }

  /** What may run on another thread. */
  private static boolean handsOn(Expression e) {
    return e instanceof LambdaExpr
        || e instanceof MethodReferenceExpr
        || e instanceof ObjectCreationExpr o && o.getAnonymousClassBody().isPresent()
        || e instanceof MethodCallExpr c && c.getNameAsString().equals("start");
  }
}
