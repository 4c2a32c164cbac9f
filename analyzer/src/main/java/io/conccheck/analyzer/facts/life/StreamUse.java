package io.conccheck.analyzer.facts.life;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import io.conccheck.analyzer.source.NodeIndex;
import io.conccheck.analyzer.types.Types;
import java.util.ArrayList;
import java.util.List;

/** Where a stream is really read, however it is wrapped before. */
public final class StreamUse {

  private StreamUse() {}

  /**
   * All places where the stream that an expression gives is read or handed on, wrapping by JDK
   * readers and streams left aside.
   */
  public static List<Node> reads(Expression stream, Types types, NodeIndex nodes) {
    List<Node> found = new ArrayList<>();
    collect(stream, types, nodes, found, 0);
    return found;
  }

  private static void collect(
      Expression stream, Types types, NodeIndex nodes, List<Node> found, int depth) {
    ValueFlow flow = ValueFlow.of(stream, types, nodes);
    for (MethodCallExpr call : flow.calls()) {
      if (!call.getNameAsString().equals("close")) {
        found.add(call);
      }
    }
    found.addAll(flow.references());
    for (Expression handed : flow.escapes()) {
      boolean wrapped =
          handed.getParentNode().orElse(null) instanceof ObjectCreationExpr o
              && isWrapper(types.of(o).name());
      if (wrapped && depth < 5) {
        collect((Expression) handed.getParentNode().get(), types, nodes, found, depth + 1);
      } else {
        found.add(handed);
      }
    }
  }

  private static boolean isWrapper(String className) {
    return className.startsWith("java.io.") || className.equals("java.util.Scanner");
  }
}
