package io.conccheck.analyzer.types;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.TypeExpr;
import java.util.List;

/** What a method reference means (JLS 15.13). */
final class MethodReferences {

  private MethodReferences() {}

  /** Whether some method of that name can stand for the function. */
  static Answer fits(Types types, MethodReferenceExpr ref, FunctionType function) {
    TypeRef owner = owner(types, ref);
    if (owner.isUnknown() || owner.isArray()) {
      return Answer.UNKNOWN;
    }
    String name = name(ref);
    List<Members.Inherited> all = types.members().methods(owner.name(), name);
    if (name.equals("<init>") || all.isEmpty()) {
      return function.returns().isVoid() && !name.equals("<init>") ? Answer.UNKNOWN : Answer.YES;
    }
    int n = function.params().size();
    for (Members.Inherited m : all) {
      boolean counts = takes(m.method(), n) || isTypeName(types, ref) && takes(m.method(), n - 1);
      if (counts && (function.returns().isVoid() || !m.method().returns().isVoid())) {
        return Answer.YES;
      }
    }
    return Answer.NO;
  }

  private static boolean takes(MethodInfo m, int n) {
    return m.params().size() == n || m.isVarargs() && n >= m.params().size() - 1;
  }

  /** The method meant where the function takes those arguments; null if it cannot be told. */
  static Target target(Types types, MethodReferenceExpr ref, FunctionType function) {
    TypeRef owner = owner(types, ref);
    if (owner.isUnknown() || owner.isArray()) {
      return null;
    }
    List<Members.Inherited> all = types.members().methods(owner.name(), name(ref));
    List<Members.Inherited> fitting = all;
    if (function != null) {
      int n = function.params().size();
      boolean onType = isTypeName(types, ref);
      fitting =
          all.stream()
              .filter(
                  m ->
                      m.method().isStatic() || m.method().isConstructor() || !onType
                          ? takes(m.method(), n)
                          : takes(m.method(), n - 1))
              .toList();
    }
    if (fitting.isEmpty()) {
      return null;
    }
    Members.Inherited first = fitting.get(0);
    return new Target(first.method(), owner, first.view(), fitting.size() == 1);
  }

  private static String name(MethodReferenceExpr ref) {
    return ref.getIdentifier().equals("new") ? "<init>" : ref.getIdentifier();
  }

  private static TypeRef owner(Types types, MethodReferenceExpr ref) {
    Expression scope = ref.getScope();
    return scope instanceof TypeExpr t ? typeOrValue(types, t) : types.receiver(scope).bound();
  }

  // The parser cannot tell a name of a type from a name of a variable and calls both a type.
  private static TypeRef typeOrValue(Types types, TypeExpr t) {
    Meaning value = types.meaning(t);
    return value != null ? value.type().bound() : types.resolve(t.getType());
  }

  private static boolean isTypeName(Types types, MethodReferenceExpr ref) {
    return ref.getScope() instanceof TypeExpr t && types.meaning(t) == null;
  }
}
