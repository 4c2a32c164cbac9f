package io.conccheck.analyzer.source;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.MethodCallExpr;
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

  public NodeIndex(CompilationUnit unit) {
    visit(unit);
  }

  private void visit(Node node) {
    byClass.computeIfAbsent(node.getClass(), c -> new ArrayList<>()).add(node);
    if (node instanceof MethodCallExpr call) {
      calls.computeIfAbsent(call.getNameAsString(), n -> new ArrayList<>(2)).add(call);
    }
    for (Node child : node.getChildNodes()) {
      visit(child);
    }
  }

  /** All nodes of exactly that class. */
  @SuppressWarnings("unchecked") // each list holds instances of its key only
  public <T extends Node> List<T> all(Class<T> type) {
    return (List<T>) Collections.unmodifiableList(byClass.getOrDefault(type, List.of()));
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
