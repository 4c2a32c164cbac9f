package io.conccheck.analyzer.rules.state;

import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import io.conccheck.analyzer.rules.FieldUse;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.TypeRef;
import io.conccheck.analyzer.types.Types;
import java.util.List;

/**
 * Objects that any thread sees complete, however it comes by them: all their fields are final, so
 * the freeze at the end of the constructor covers what they lead to (JLS 17.5).
 */
final class FrozenObjects {

  private FrozenObjects() {}

  /** True if what is written is surely such an object, and nothing is done to it before. */
  static boolean isFrozen(RuleContext file, FieldUse write) {
    if (!(Tree.parent(write.node()) instanceof AssignExpr a)) {
      return false;
    }
    Expression value = Types.bare(a.getValue());
    while (value instanceof AssignExpr inner) {
      value = Types.bare(inner.getValue());
    }
    if (value instanceof ObjectCreationExpr o) {
      return isFrozen(file, o);
    }
    return value instanceof NameExpr local && isMadeAndLeft(file, local);
  }

  private static boolean isFrozen(RuleContext file, ObjectCreationExpr o) {
    return o.getAnonymousClassBody().isEmpty() && isFrozen(file, file.types().of(o));
  }

  private static boolean isFrozen(RuleContext file, TypeRef type) {
    ClassInfo c = type.isClass() ? file.types().find(type.name()) : null;
    if (c == null || !c.fromSource()) {
      return false;
    }
    for (ClassInfo up = c; up != null; up = file.types().find(up.superclass().name())) {
      if (List.of("java.lang.Object", "java.lang.Record").contains(up.name())) {
        return true;
      } else if (!up.fields().values().stream().allMatch(FrozenObjects::isFinal)
          || up.superclass() == null) {
        return false;
      }
    }
    return false; // of a superclass that is not known it is not known whether it has state
  }

  private static boolean isFinal(FieldInfo f) {
    return f.isStatic() || f.isFinal() || f.isVolatile();
  }

  /** A local that is only ever set to new objects, tested, and handed on as a whole. */
  private static boolean isMadeAndLeft(RuleContext file, NameExpr local) {
    boolean made = false;
    for (NameExpr n : Tree.within(Tree.body(local), NameExpr.class)) {
      if (!n.getNameAsString().equals(local.getNameAsString())) {
        continue;
      }
      if (Tree.parent(n) instanceof AssignExpr a
          && a.getTarget() == n
          && Types.bare(a.getValue()) instanceof ObjectCreationExpr o) {
        if (!isFrozen(file, o)) {
          return false;
        }
        made = true;
      } else if (Tree.parent(n) instanceof com.github.javaparser.ast.expr.FieldAccessExpr
          || Tree.parent(n) instanceof com.github.javaparser.ast.expr.MethodCallExpr) {
        return false; // something may be done to it
      }
    }
    return made;
  }
}
