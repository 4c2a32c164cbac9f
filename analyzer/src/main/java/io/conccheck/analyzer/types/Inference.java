package io.conccheck.analyzer.types;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import io.conccheck.analyzer.source.Tree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Finds type arguments of generic calls from arguments, lambda bodies and the place of the call.
 */
final class Inference {

  private final Types types;

  Inference(Types types) {
    this.types = types;
  }

  /** A declared type with everything put in that the call tells; the rest becomes UNKNOWN. */
  TypeRef apply(TypeRef declared, Target target, List<Expression> args, Expression call) {
    TypeRef seen = declared.substitute(receiver(target));
    if (target.method().typeParams().isEmpty() || !mentions(seen, target)) {
      return seen;
    }
    Map<String, TypeRef> found = explicit(target, call);
    if (found.isEmpty()) {
      fromValues(found, target, args);
      fromPlace(found, target, call);
      fromFunctions(found, target, args);
    }
    return seen.substitute(solved(found, target, true));
  }

  /** What a lambda argument's parameter type is, without looking into any lambda's body. */
  TypeRef parameter(Target target, int n, List<Expression> args, Expression call) {
    TypeRef declared = target.paramFor(n, args.size()).substitute(receiver(target));
    if (target.method().typeParams().isEmpty()) {
      return declared;
    }
    Map<String, TypeRef> found = explicit(target, call);
    if (found.isEmpty()) {
      fromValues(found, target, args);
      fromPlace(found, target, call);
      if (n > 0 && !covers(found, target)) {
        fromFunctions(found, target, args.subList(0, n));
      }
    }
    return declared.substitute(solved(found, target, true));
  }

  private static boolean covers(Map<String, TypeRef> found, Target target) {
    return target.method().typeParams().stream().allMatch(p -> found.containsKey(p.name()));
  }

  private UnaryOperator<TypeRef> receiver(Target target) {
    ClassInfo owner = types.find(target.view().name());
    ClassInfo receiver = types.find(target.receiver().name());
    if (owner == null || receiver == null) {
      return v -> v;
    }
    // The view speaks of the receiver's parameters, the receiver's arguments fill them.
    TypeRef view = target.view().substitute(Supertypes.arguments(receiver, target.receiver()));
    UnaryOperator<TypeRef> map = Supertypes.arguments(owner, view);
    boolean generic = !target.method().typeParams().isEmpty();
    return v -> generic && isOwn(target, v) ? v : map.apply(v);
  }

  private static boolean isOwn(Target target, TypeRef variable) {
    return target.method().typeParams().stream().anyMatch(p -> p.name().equals(variable.name()));
  }

  private static boolean mentions(TypeRef type, Target target) {
    boolean[] found = new boolean[1];
    type.substitute(
        v -> {
          found[0] |= isOwn(target, v);
          return v;
        });
    return found[0];
  }

  private static UnaryOperator<TypeRef> solved(
      Map<String, TypeRef> found, Target target, boolean orUnknown) {
    return v -> {
      TypeRef t = found.get(v.name());
      if (t != null) {
        return t;
      }
      return orUnknown && isOwn(target, v) ? TypeRef.UNKNOWN : v;
    };
  }

  private Map<String, TypeRef> explicit(Target target, Expression call) {
    Map<String, TypeRef> found = new HashMap<>();
    if (call instanceof MethodCallExpr c && c.getTypeArguments().isPresent()) {
      List<TypeParam> params = target.method().typeParams();
      var written = c.getTypeArguments().get();
      for (int i = 0; i < Math.min(params.size(), written.size()); i++) {
        found.put(params.get(i).name(), types.resolve(written.get(i)));
      }
    }
    return found;
  }

  private void fromValues(Map<String, TypeRef> found, Target target, List<Expression> args) {
    UnaryOperator<TypeRef> receiver = receiver(target);
    for (int i = 0; i < args.size(); i++) {
      Expression arg = Types.bare(args.get(i));
      TypeRef wanted = target.paramFor(i, args.size()).substitute(receiver);
      if (!Types.isFunction(arg) && mentions(wanted, target)) {
        unify(wanted, types.of(arg), found, target);
      } else if (arg instanceof LambdaExpr l && l.getParameters().isEmpty()) {
        fromFunction(l, wanted, found, target);
      }
    }
  }

  private void fromPlace(Map<String, TypeRef> found, Target target, Expression call) {
    if (covers(found, target)) {
      return;
    }
    TypeRef result = target.method().returns().substitute(receiver(target));
    if (mentions(result, target)) {
      TypeRef expected = types.expectation().outside(call);
      Map<String, TypeRef> more = new HashMap<>();
      unifyResult(result, expected, more, target);
      more.forEach(found::putIfAbsent);
    }
  }

  /** The result must fit the place: arguments that agree by position are taken over. */
  private void unifyResult(
      TypeRef result, TypeRef expected, Map<String, TypeRef> found, Target target) {
    if (expected.isUnknown() || result.kind() != TypeRef.Kind.CLASS) {
      return; // a bare T at a place that takes Object tells nothing
    }
    TypeRef view = types.as(result, expected.name());
    for (int i = 0; i < view.args().size(); i++) {
      unify(view.args().get(i), expected.arg(i), found, target);
    }
  }

  private void fromFunctions(Map<String, TypeRef> found, Target target, List<Expression> args) {
    UnaryOperator<TypeRef> receiver = receiver(target);
    for (int i = 0; i < args.size(); i++) {
      Expression arg = Types.bare(args.get(i));
      TypeRef wanted = target.paramFor(i, args.size()).substitute(receiver);
      if (Types.isFunction(arg) && mentions(wanted, target)) {
        fromFunction(arg, wanted, found, target);
      }
    }
  }

  private void fromFunction(
      Expression arg, TypeRef wanted, Map<String, TypeRef> found, Target target) {
    FunctionType function = types.function(wanted);
    if (function == null || !mentions(function.returns(), target)) {
      return;
    }
    if (arg instanceof LambdaExpr l) {
      unify(function.returns(), bodyType(l), found, target);
    } else if (arg instanceof MethodReferenceExpr r) {
      FunctionType known = function.substitute(solved(found, target, true));
      Target method = MethodReferences.target(types, r, known);
      if (method != null && method.certain() && method.method().typeParams().isEmpty()) {
        boolean made = method.method().isConstructor();
        TypeRef returns =
            made ? method.receiver() : method.method().returns().substitute(receiver(method));
        unify(function.returns(), returns, found, target);
      }
    }
  }

  /** The type of what a lambda gives, UNKNOWN if its returns differ. */
  private TypeRef bodyType(LambdaExpr lambda) {
    if (lambda.getBody() instanceof ExpressionStmt s) {
      return types.of(s.getExpression());
    }
    TypeRef common = null;
    for (ReturnStmt r : lambda.getBody().findAll(ReturnStmt.class)) {
      LambdaExpr owner = Tree.enclosing(r, LambdaExpr.class);
      if (r.getExpression().isPresent() && owner == lambda) {
        TypeRef t = types.of(r.getExpression().get());
        if (t.kind() == TypeRef.Kind.NULL) {
          continue;
        }
        if (common != null && !common.equals(t)) {
          return TypeRef.UNKNOWN;
        }
        common = t;
      }
    }
    return common == null || lambda.getBody() instanceof BlockStmt b && b.isEmpty()
        ? TypeRef.UNKNOWN
        : common;
  }

  private void unify(TypeRef wanted, TypeRef given, Map<String, TypeRef> found, Target target) {
    if (given.isUnknown() || given.kind() == TypeRef.Kind.NULL || given.isVoid()) {
      return;
    }
    if (wanted.kind() == TypeRef.Kind.SUPER) {
      TypeRef inner = given.kind() == TypeRef.Kind.SUPER ? given.args().get(0) : given;
      unify(wanted.args().get(0), inner, found, target);
    } else if (wanted.kind() == TypeRef.Kind.VARIABLE) {
      if (isOwn(target, wanted) && given.dims() >= wanted.dims()) {
        TypeRef t =
            new TypeRef(given.kind(), given.name(), given.args(), given.dims() - wanted.dims());
        TypeRef boxed = t.kind() == TypeRef.Kind.SUPER ? t.args().get(0) : t.boxed();
        TypeRef before = found.putIfAbsent(wanted.name(), boxed);
        if (before != null && !before.equals(boxed)) {
          found.put(wanted.name(), common(before, boxed));
        }
      }
    } else if (wanted.isClass() && !wanted.args().isEmpty()) {
      TypeRef view = types.as(given, wanted.name());
      for (int i = 0; i < Math.min(wanted.args().size(), view.args().size()); i++) {
        unify(wanted.args().get(i), view.args().get(i), found, target);
      }
    }
  }

  private TypeRef common(TypeRef a, TypeRef b) {
    if (types.world().assignability().strict(a, b).yes()) {
      return b;
    }
    return types.world().assignability().strict(b, a).yes() ? a : TypeRef.UNKNOWN;
  }
}
