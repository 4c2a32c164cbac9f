package io.conccheck.analyzer.facts.life;

import com.github.javaparser.ast.expr.MethodCallExpr;
import io.conccheck.analyzer.source.NodeIndex;
import io.conccheck.analyzer.types.Types;
import java.util.ArrayList;
import java.util.List;

/** The child processes that a file starts. */
public final class Processes {

  public static final String PROCESS = "java.lang.Process";
  public static final String BUILDER = "java.lang.ProcessBuilder";

  private Processes() {}

  /** All calls that start a process, in source order per kind. */
  public static List<MethodCallExpr> startedIn(Types types, NodeIndex nodes) {
    List<MethodCallExpr> found = new ArrayList<>();
    for (MethodCallExpr call : nodes.calls("start")) {
      if (types.isCall(call, BUILDER)) {
        found.add(call);
      }
    }
    for (MethodCallExpr call : nodes.calls("exec")) {
      if (types.isCall(call, "java.lang.Runtime")) {
        found.add(call);
      }
    }
    return found;
  }
}
