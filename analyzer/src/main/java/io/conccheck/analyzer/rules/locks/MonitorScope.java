package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import io.conccheck.analyzer.source.Tree;

/** Which monitors a body visibly takes around a node. */
final class MonitorScope {

  private MonitorScope() {}

  /** The innermost synchronized block of the same body around a node, or null. */
  static SynchronizedStmt block(Node node) {
    for (Node n = node, up = Tree.parent(n); up != null; n = up, up = Tree.parent(up)) {
      if (Tree.isBody(up)) {
        return null;
      }
      if (up instanceof SynchronizedStmt s && s.getBody() == n) {
        return s;
      }
    }
    return null;
  }

  /** The synchronized method that is the node's body, or null. */
  static MethodDeclaration method(Node node) {
    return Tree.body(node) instanceof MethodDeclaration m && m.isSynchronized() ? m : null;
  }

  /** True inside a synchronized block or method, and in a constructor. */
  static boolean mayHoldOne(Node node) {
    return block(node) != null
        || method(node) != null
        || Tree.body(node) instanceof ConstructorDeclaration;
  }
}
