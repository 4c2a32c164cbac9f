package io.conccheck.analyzer.rules;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.stmt.TryStmt;
import io.conccheck.analyzer.source.Tree;

/** Whether code runs on every way out. */
public final class Finally {

  private Finally() {}

  /** True if the node lies in a {@code finally} block of its own body. */
  public static boolean contains(Node node) {
    Node child = node;
    for (Node n = Tree.parent(node); n != null && !Tree.isBody(n); n = Tree.parent(n)) {
      Node below = child;
      if (n instanceof TryStmt t && t.getFinallyBlock().filter(f -> f == below).isPresent()) {
        return true;
      }
      child = n;
    }
    return false;
  }
}
