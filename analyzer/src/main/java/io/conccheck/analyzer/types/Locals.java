package io.conccheck.analyzer.types;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.CompactConstructorDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.TypePatternExpr;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SwitchEntry;
import com.github.javaparser.ast.stmt.TryStmt;
import io.conccheck.analyzer.source.NodeIndex;
import io.conccheck.analyzer.source.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Finds the local variable, parameter or pattern that a name stands for (JLS 6.3, 6.4). */
final class Locals {

  private final Map<Node, Map<String, VariableDeclarator>> blocks = new IdentityHashMap<>();
  private final Map<String, List<TypePatternExpr>> patterns = new HashMap<>();

  Locals(NodeIndex nodes) {
    for (TypePatternExpr p : nodes.all(TypePatternExpr.class)) {
      patterns.computeIfAbsent(p.getNameAsString(), n -> new ArrayList<>(1)).add(p);
    }
  }

  /** What that name is declared as directly in {@code scope}, seen from its child; or null. */
  Node declaredIn(Node scope, Node child, String name, Node use) {
    if (scope instanceof BlockStmt b) {
      return before(inBlock(b, b.getStatements(), name), use);
    } else if (scope instanceof SwitchEntry s) {
      return before(inSwitch(s, name), use);
    } else if (scope instanceof LambdaExpr l) {
      Node p = parameter(l.getParameters(), name);
      return p != null ? p : pattern(name, use, scope);
    } else if (scope instanceof CallableDeclaration<?> c) {
      Node p = parameter(c.getParameters(), name);
      return p != null ? p : pattern(name, use, scope);
    } else if (scope instanceof InitializerDeclaration) {
      return pattern(name, use, scope);
    } else if (scope instanceof CompactConstructorDeclaration c) {
      Node r = c.getParentNode().orElse(null);
      Node p = r instanceof RecordDeclaration d ? parameter(d.getParameters(), name) : null;
      return p != null ? p : pattern(name, use, scope);
    } else if (scope instanceof ForStmt f) {
      return inExpressions(f.getInitialization(), name);
    } else if (scope instanceof ForEachStmt f) {
      return child == f.getIterable() ? null : named(f.getVariable(), name);
    } else if (scope instanceof TryStmt t) {
      boolean inScope = child == t.getTryBlock() || child instanceof Expression;
      return inScope ? before(inExpressions(t.getResources(), name), use) : null;
    } else if (scope instanceof CatchClause c) {
      return c.getParameter().getNameAsString().equals(name) ? c.getParameter() : null;
    }
    return null;
  }

  private VariableDeclarator inBlock(Node block, NodeList<Statement> statements, String name) {
    Map<String, VariableDeclarator> map = blocks.get(block);
    if (map == null) {
      map = new HashMap<>();
      collect(statements, map);
      blocks.put(block, map.isEmpty() ? Map.of() : map);
    }
    return map.get(name);
  }

  private static void collect(
      NodeList<Statement> statements, Map<String, VariableDeclarator> byName) {
    for (Statement s : statements) {
      if (s instanceof ExpressionStmt e && e.getExpression() instanceof VariableDeclarationExpr d) {
        for (VariableDeclarator v : d.getVariables()) {
          byName.putIfAbsent(v.getNameAsString(), v);
        }
      }
    }
  }

  /** The groups of an old-style switch are one block. */
  private Node inSwitch(SwitchEntry entry, String name) {
    Node parent = entry.getParentNode().orElse(entry);
    Map<String, VariableDeclarator> map = blocks.get(parent);
    if (map == null) {
      map = new HashMap<>();
      for (Node sibling : parent.getChildNodes()) {
        if (sibling instanceof SwitchEntry s) {
          collect(s.getStatements(), map);
        }
      }
      blocks.put(parent, map.isEmpty() ? Map.of() : map);
    }
    return map.get(name);
  }

  private static Node inExpressions(NodeList<Expression> expressions, String name) {
    for (Expression e : expressions) {
      if (e instanceof VariableDeclarationExpr d) {
        Node v = named(d, name);
        if (v != null) {
          return v;
        }
      }
    }
    return null;
  }

  private static Node named(VariableDeclarationExpr d, String name) {
    for (VariableDeclarator v : d.getVariables()) {
      if (v.getNameAsString().equals(name)) {
        return v;
      }
    }
    return null;
  }

  private static Node parameter(NodeList<Parameter> params, String name) {
    for (Parameter p : params) {
      if (p.getNameAsString().equals(name)) {
        return p;
      }
    }
    return null;
  }

  private static Node before(Node declared, Node use) {
    if (declared == null || declared.getBegin().isEmpty() || use.getBegin().isEmpty()) {
      return declared;
    }
    return declared.getBegin().get().isAfter(use.getBegin().get()) ? null : declared;
  }

  private Node pattern(String name, Node use, Node body) {
    Node nearest = null;
    for (TypePatternExpr p : patterns.getOrDefault(name, List.of())) {
      if (before(p, use) != null && Tree.contains(body, p) && inScope(p, use)) {
        nearest = p;
      }
    }
    return nearest;
  }

  /** Inside the statement of the pattern, or after it in the same block (negated test). */
  private static boolean inScope(TypePatternExpr p, Node use) {
    Node n = p;
    while (n != null && !(n instanceof Statement) && !(n instanceof SwitchEntry)) {
      n = n.getParentNode().orElse(null);
    }
    if (n == null || n == use || Tree.contains(n, use)) {
      return n != null;
    }
    Node block = n.getParentNode().orElse(null);
    return block != null
        && n instanceof com.github.javaparser.ast.stmt.IfStmt i
        && Completion.isAbrupt(i.getThenStmt())
        && Tree.contains(block, use);
  }
}
