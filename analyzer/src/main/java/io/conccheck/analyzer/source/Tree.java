package io.conccheck.analyzer.source;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.CompactConstructorDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.DoStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.WhileStmt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Questions about the place of a node among others. */
public final class Tree {

  private Tree() {}

  /** The node around this one, or null at the top. */
  public static Node parent(Node node) {
    return node.getParentNode().orElse(null);
  }

  /** The innermost node of that class around this one, itself not counted; or null. */
  public static <T extends Node> T enclosing(Node node, Class<T> type) {
    for (Node n = parent(node); n != null; n = parent(n)) {
      if (type.isInstance(n)) {
        return type.cast(n);
      }
    }
    return null;
  }

  /**
   * What runs as one piece around a node: the innermost lambda, method, constructor or initialiser;
   * null outside of all, as in a field's initial value.
   */
  public static Node body(Node node) {
    for (Node n = parent(node); n != null; n = parent(n)) {
      if (isBody(n)) {
        return n;
      }
      if (n instanceof TypeDeclaration<?>) {
        return null;
      }
    }
    return null;
  }

  /** True for lambdas, methods, constructors and initialisers. */
  public static boolean isBody(Node n) {
    return n instanceof LambdaExpr
        || n instanceof CallableDeclaration<?>
        || n instanceof CompactConstructorDeclaration
        || n instanceof InitializerDeclaration;
  }

  /** The innermost loop of the same body around a node, or null. */
  public static Statement loop(Node node) {
    for (Node n = parent(node); n != null && !isBody(n); n = parent(n)) {
      if (isLoop(n)) {
        return (Statement) n;
      }
    }
    return null;
  }

  private static boolean isLoop(Node n) {
    return n instanceof WhileStmt
        || n instanceof DoStmt
        || n instanceof ForStmt
        || n instanceof ForEachStmt;
  }

  /** The innermost statement around a node, or itself if it is one; null outside statements. */
  public static Statement statement(Node node) {
    return node instanceof Statement s ? s : enclosing(node, Statement.class);
  }

  /** True if {@code inner} stands inside {@code outer}; climbing is cheaper than searching. */
  public static boolean contains(Node outer, Node inner) {
    Node n = parent(inner);
    while (n != null && n != outer) {
      n = parent(n);
    }
    return n != null;
  }

  /**
   * All nodes of that class (or a subclass) below a node that run as part of it: bodies of lambdas
   * and of classes declared inside are left out. In source order.
   */
  public static <T extends Node> List<T> within(Node root, Class<T> type) {
    List<T> found = new ArrayList<>();
    collect(root, type, found);
    return found;
  }

  private static <T extends Node> void collect(Node node, Class<T> type, List<T> found) {
    for (Node child : node.getChildNodes()) {
      if (child instanceof LambdaExpr
          || child instanceof TypeDeclaration<?>
          || child instanceof CallableDeclaration<?> && node instanceof ObjectCreationExpr) {
        if (type.isInstance(child)) {
          found.add(type.cast(child));
        }
        continue;
      }
      if (type.isInstance(child)) {
        found.add(type.cast(child));
      }
      collect(child, type, found);
    }
  }

  /** True if some node of that class below {@code root}, of the same body, meets the test. */
  public static <T extends Node> boolean any(Node root, Class<T> type, Predicate<T> test) {
    return within(root, type).stream().anyMatch(test);
  }

  /** A set of nodes of which two are the same only if they stand at the same place. */
  public static Set<Node> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  /** True if that very node is in the list; equal code elsewhere does not count. */
  public static boolean holds(List<? extends Node> nodes, Node node) {
    return nodes.stream().anyMatch(n -> n == node);
  }

  /** True if {@code a} begins before {@code b} in the file. */
  public static boolean before(Node a, Node b) {
    return a.getBegin().isPresent()
        && b.getBegin().isPresent()
        && a.getBegin().get().isBefore(b.getBegin().get());
  }
}
