package io.conccheck.analyzer.facts.life;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import io.conccheck.analyzer.source.NodeIndex;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where a value goes within its file, from the expression that makes it: through locals, fields,
 * parameters of methods in the same file and results of its private methods. Order and branches are
 * left aside: a use on any path is a use. For one thread, while the tree is there.
 */
public final class ValueFlow {

  final List<Expression> values = new ArrayList<>();
  final List<MethodCallExpr> calls = new ArrayList<>();
  final List<MethodReferenceExpr> references = new ArrayList<>();
  final List<Expression> escapes = new ArrayList<>();
  final List<Expression> borrowed = new ArrayList<>();
  final List<FieldInfo> fields = new ArrayList<>();
  final List<Node> locals = new ArrayList<>();
  boolean closedByTry;
  boolean dropped;

  ValueFlow() {}

  /** Follows the value of an expression. */
  public static ValueFlow of(Expression made, Types types, NodeIndex nodes) {
    ValueFlow flow = new ValueFlow();
    new ValueTracer(flow, types, nodes).follow(made);
    return flow;
  }

  /** Follows what a local variable, parameter or pattern holds. */
  public static ValueFlow ofLocal(Node declaration, String name, Types types, NodeIndex nodes) {
    ValueFlow flow = new ValueFlow();
    new ValueTracer(flow, types, nodes).bindLocal(declaration, name);
    return flow;
  }

  /** Follows what a field holds. */
  public static ValueFlow ofField(FieldInfo field, Types types, NodeIndex nodes) {
    ValueFlow flow = new ValueFlow();
    new ValueTracer(flow, types, nodes).bindField(field);
    return flow;
  }

  /** Every expression that may have the value. */
  public List<Expression> values() {
    return values;
  }

  /** Calls of methods on the value. */
  public List<MethodCallExpr> calls() {
    return calls;
  }

  /** Calls of methods of one of those names on the value. */
  public List<MethodCallExpr> calls(String... names) {
    Set<String> wanted = Set.of(names);
    return calls.stream().filter(c -> wanted.contains(c.getNameAsString())).toList();
  }

  /** True if one of those methods is called on the value, or referred to. */
  public boolean uses(String... names) {
    Set<String> wanted = Set.of(names);
    return calls.stream().anyMatch(c -> wanted.contains(c.getNameAsString()))
        || references.stream().anyMatch(r -> wanted.contains(r.getIdentifier()));
  }

  /** Method references on the value. */
  public List<MethodReferenceExpr> references() {
    return references;
  }

  /** Places where the value leaves the file or gets into something else that may end it. */
  public List<Expression> escapes() {
    return escapes;
  }

  /** True if others may end the value: it is handed out, or lies in a field that others reach. */
  public boolean leaves() {
    return !escapes.isEmpty() || fields.stream().anyMatch(f -> !f.isPrivate());
  }

  /** Arguments of JDK methods that use the value but leave its end to the caller. */
  public List<Expression> borrowed() {
    return borrowed;
  }

  /** Fields that hold the value. */
  public List<FieldInfo> fields() {
    return fields;
  }

  /** Declarations of the locals and parameters that hold the value. */
  public List<Node> locals() {
    return locals;
  }

  /** True if try-with-resources or Lombok's {@code @Cleanup} closes it. */
  public boolean isClosedByTry() {
    return closedByTry;
  }

  /** True if nothing is done with the value at some place where it comes up. */
  public boolean isDropped() {
    return dropped;
  }

  /** The name to call it by in a message: of its field or variable; null if it has none. */
  public String name() {
    if (!fields.isEmpty()) {
      return fields.get(0).name();
    }
    return locals.stream()
        .filter(VariableDeclarator.class::isInstance)
        .map(n -> ((VariableDeclarator) n).getNameAsString())
        .findFirst()
        .orElse(null);
  }
}
