package io.conccheck.analyzer.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import io.conccheck.analyzer.source.NodeIndex;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.Target;
import io.conccheck.analyzer.types.Types;
import java.util.ArrayList;
import java.util.List;

/** What the variables of a file are given: the expressions behind a name. */
final class GivenValues {

  private static final int DEEPEST = 4;

  private final Types types;
  private final NodeIndex nodes;
  private final BodyKeys keys;
  private final RecordComponents components;

  GivenValues(Types types, NodeIndex nodes, BodyKeys keys) {
    this.types = types;
    this.nodes = nodes;
    this.keys = keys;
    this.components = new RecordComponents(types, nodes);
  }

  /** The expressions whose values a name may have, as far as this file shows; never names. */
  List<Expression> of(Expression e) {
    List<Expression> found = new ArrayList<>();
    collect(Types.bare(e), found, 0);
    return found;
  }

  private void collect(Expression e, List<Expression> found, int depth) {
    Meaning m = depth < DEEPEST ? types.meaning(e) : null;
    FieldInfo component = component(e, m);
    if (component != null && depth < DEEPEST) {
      for (Expression given : components.given(component)) {
        collect(given, found, depth + 1);
      }
      return;
    }
    if (m == null) {
      found.add(e);
      return;
    }
    Expression value = null;
    if (m.isField()) {
      value = keys.assigned(m.field().symbol());
    } else if (m.local() instanceof VariableDeclarator v) {
      value = v.getInitializer().map(Types::bare).orElseGet(() -> keys.assigned(v));
    } else if (m.local() instanceof Parameter p
        && p.getParentNode().orElse(null) instanceof ConstructorDeclaration c) {
      arguments(c, c.getParameters().indexOf(p), found, depth);
      return;
    } else if (m.local() instanceof Parameter p
        && p.getParentNode().orElse(null) instanceof MethodDeclaration d
        && (d.isPrivate() || d.isStatic())) {
      passed(d, d.getParameters().indexOf(p), found, depth);
      return;
    }
    if (value != null && value != e) {
      collect(value, found, depth + 1);
    }
  }

  /** The component of a record that a name or the call of an accessor means, or null. */
  private FieldInfo component(Expression e, Meaning m) {
    if (m == null) {
      return e instanceof MethodCallExpr c ? RecordComponents.of(c, types) : null;
    }
    ClassInfo owner = m.isField() && !m.field().isStatic() ? types.find(m.field().owner()) : null;
    return owner != null && owner.isRecord() ? m.field() : null;
  }

  private void passed(MethodDeclaration d, int n, List<Expression> found, int depth) {
    String key = keys.of(d);
    for (MethodCallExpr c : nodes.calls(d.getNameAsString())) {
      Target target = c.getArguments().size() == d.getParameters().size() ? types.target(c) : null;
      if (target != null && target.method().key().equals(key)) {
        collect(Types.bare(c.getArgument(n)), found, depth + 1);
      }
    }
  }

  private void arguments(ConstructorDeclaration c, int n, List<Expression> found, int depth) {
    Node type = c.getParentNode().orElse(c);
    String owner = types.declaredBy(type) == null ? "" : types.declaredBy(type).name();
    for (ObjectCreationExpr o : nodes.all(ObjectCreationExpr.class)) {
      Target target = o.getArguments().size() == c.getParameters().size() ? types.target(o) : null;
      if (target != null && target.owner().equals(owner)) {
        collect(Types.bare(o.getArgument(n)), found, depth + 1);
      }
    }
  }
}
