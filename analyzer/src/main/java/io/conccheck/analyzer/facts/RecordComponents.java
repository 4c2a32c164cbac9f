package io.conccheck.analyzer.facts;

import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import io.conccheck.analyzer.source.NodeIndex;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.Target;
import io.conccheck.analyzer.types.Types;
import java.util.ArrayList;
import java.util.List;

/** The components of records: what reads them, and what they are given. For one file. */
final class RecordComponents {

  private final Types types;
  private final NodeIndex nodes;

  RecordComponents(Types types, NodeIndex nodes) {
    this.types = types;
    this.nodes = nodes;
  }

  /** The component that a call of its accessor gives, or null. */
  static FieldInfo of(MethodCallExpr call, Types types) {
    Target target = call.getArguments().isEmpty() ? types.target(call) : null;
    ClassInfo owner = target == null ? null : types.find(target.owner());
    FieldInfo component =
        owner != null && owner.isRecord() ? owner.field(call.getNameAsString()) : null;
    return component == null || component.isStatic() ? null : component;
  }

  /**
   * What this file gives the component where it makes such records; empty for the record of another
   * file, and for one whose constructor is written down and may do anything.
   */
  List<Expression> given(FieldInfo component) {
    List<Expression> found = new ArrayList<>();
    for (RecordDeclaration r : nodes.all(RecordDeclaration.class)) {
      ClassInfo info = types.declaredBy(r);
      boolean plain =
          info != null
              && info.name().equals(component.owner())
              && r.getConstructors().isEmpty()
              && r.getCompactConstructors().isEmpty();
      for (int n = 0; plain && n < r.getParameters().size(); n++) {
        if (r.getParameter(n).getNameAsString().equals(component.name())) {
          arguments(info.name(), n, found);
        }
      }
    }
    return found;
  }

  private void arguments(String record, int n, List<Expression> found) {
    for (ObjectCreationExpr o : nodes.all(ObjectCreationExpr.class)) {
      Target target = o.getArguments().size() > n ? types.target(o) : null;
      if (target != null && target.owner().equals(record)) {
        found.add(Types.bare(o.getArgument(n)));
      }
    }
  }
}
