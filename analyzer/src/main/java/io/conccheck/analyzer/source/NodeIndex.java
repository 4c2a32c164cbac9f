package io.conccheck.analyzer.source;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.TypeExpr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The nodes of a file by kind, and its method calls by name, each list in source order. One walk
 * over the tree serves all rules.
 */
public final class NodeIndex {

  private final Map<Class<?>, List<Node>> byClass = new HashMap<>();
  private final Map<String, List<MethodCallExpr>> calls = new HashMap<>();
  private Map<String, List<Expression>> names; // made when first asked for

  public NodeIndex(CompilationUnit unit) {
    visit(unit);
  }

  private void visit(Node node) {
    byClass.computeIfAbsent(node.getClass(), c -> new ArrayList<>()).add(node);
    if (node instanceof MethodCallExpr call) {
      calls.computeIfAbsent(call.getNameAsString(), n -> new ArrayList<>(2)).add(call);
    }
    for (Node child : List.copyOf(node.getChildNodes())) {
      visit(VarTypes.convert(child));
    }
  }

  /** All nodes of exactly that class. */
  @SuppressWarnings("unchecked") // each list holds instances of its key only
  public <T extends Node> List<T> all(Class<T> type) {
    return (List<T>) Collections.unmodifiableList(byClass.getOrDefault(type, List.of()));
  }

  /** All places where that name may be a variable: {@code x}, {@code this.x}, {@code a.x}. */
  public List<Expression> named(String name) {
    if (names == null) {
      names = new HashMap<>();
      all(NameExpr.class).forEach(n -> note(n.getNameAsString(), n));
      all(FieldAccessExpr.class).forEach(f -> note(f.getNameAsString(), f));
      all(TypeExpr.class).forEach(t -> note(t.getTypeAsString(), t)); // the x of x::close
    }
    return Collections.unmodifiableList(names.getOrDefault(name, List.of()));
  }

  private void note(String name, Expression use) {
    names.computeIfAbsent(name, n -> new ArrayList<>(2)).add(use);
  }

  /** All calls of methods with one of those names. */
  public List<MethodCallExpr> calls(String... names) {
    if (names.length == 1) {
      return Collections.unmodifiableList(calls.getOrDefault(names[0], List.of()));
    }
    List<MethodCallExpr> found = new ArrayList<>();
    for (String n : names) {
      found.addAll(calls.getOrDefault(n, List.of()));
    }
    return found;
  }
}
