package io.conccheck.analyzer.rules;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.MethodCallExpr;
import java.util.ArrayList;
import java.util.List;

/** Chains of stream calls. */
public final class Pipelines {

  private Pipelines() {}

  /** The calls that make a stream parallel, unless a later call of the chain undoes it. */
  public static List<MethodCallExpr> parallel(RuleContext file) {
    List<MethodCallExpr> found = new ArrayList<>();
    found.addAll(file.callsOn("java.util.Collection", "parallelStream"));
    found.addAll(file.callsOn("java.util.stream.BaseStream", "parallel"));
    found.removeIf(c -> from(c).stream().anyMatch(s -> s.getNameAsString().equals("sequential")));
    return found;
  }

  /** The calls that follow in the chain, in the order they are made. */
  public static List<MethodCallExpr> from(MethodCallExpr start) {
    List<MethodCallExpr> chain = new ArrayList<>();
    Node n = start;
    while (n.getParentNode().orElse(null) instanceof MethodCallExpr next
        && next.getScope().orElse(null) == n) {
      chain.add(next);
      n = next;
    }
    return chain;
  }

  /** The calls of the whole chain, those before that one included. */
  public static List<MethodCallExpr> around(MethodCallExpr call) {
    List<MethodCallExpr> chain = new ArrayList<>(from(call));
    chain.add(call);
    for (MethodCallExpr c = call; c.getScope().orElse(null) instanceof MethodCallExpr up; c = up) {
      chain.add(up);
    }
    return chain;
  }
}
