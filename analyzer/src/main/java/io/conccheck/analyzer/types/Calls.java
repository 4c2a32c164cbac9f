package io.conccheck.analyzer.types;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the methods and constructors that calls mean (JLS 15.12). */
final class Calls {

  private final Types types;
  private final Overloads overloads;
  private final Map<Node, Optional<Target>> targets = new IdentityHashMap<>();

  Calls(Types types) {
    this.types = types;
    this.overloads = new Overloads(types, types.world().assignability());
  }

  Target target(MethodCallExpr call) {
    return cached(call, () -> find(call));
  }

  Target target(ObjectCreationExpr creation) {
    return cached(creation, () -> find(creation));
  }

  @FunctionalInterface
  private interface Finder {
    Target find();
  }

  private Target cached(Node call, Finder finder) {
    Optional<Target> known = targets.get(call);
    if (known == null) {
      targets.put(call, Optional.empty()); // ends circles
      known = Optional.ofNullable(finder.find());
      targets.put(call, known);
    }
    return known.orElse(null);
  }

  private Target find(MethodCallExpr call) {
    TypeRef receiver = types.receiverOf(call).bound();
    if (receiver.isArray()) {
      receiver = TypeRef.OBJECT;
    }
    if (!receiver.isClass()) {
      return null;
    }
    List<Members.Inherited> all = types.members().methods(receiver.name(), call.getNameAsString());
    return all.isEmpty() ? null : overloads.choose(all, receiver, call.getArguments());
  }

  private Target find(ObjectCreationExpr creation) {
    TypeRef type = types.of(creation);
    ClassInfo declared = types.declaredBy(creation);
    if (declared != null && declared.superclass() != null) {
      type = declared.superclass();
    }
    if (!type.isClass()) {
      return null;
    }
    List<Members.Inherited> all = types.members().methods(type.name(), "<init>");
    return all.isEmpty() ? null : overloads.choose(all, type, creation.getArguments());
  }

  /** The innermost enclosing class that has a method of that name, or a static import's owner. */
  TypeRef implicitReceiver(MethodCallExpr call) {
    String name = call.getNameAsString();
    ClassInfo info = types.enclosingClass(call);
    while (info != null) {
      if (!types.members().methods(info.name(), name).isEmpty()) {
        return info.selfType();
      }
      info = info.outer() == null ? null : types.find(info.outer());
    }
    return imported(call, name);
  }

  /** The class whose static method an import brings in; of several the one whose method fits. */
  private TypeRef imported(MethodCallExpr call, String name) {
    Map<TypeRef, List<Members.Inherited>> owners = new LinkedHashMap<>();
    List<Members.Inherited> all = new ArrayList<>();
    for (TypeRef owner : types.file().staticOwners(name)) {
      List<Members.Inherited> methods = types.members().methods(owner.name(), name);
      if (!methods.isEmpty() && owners.putIfAbsent(owner, methods) == null) {
        all.addAll(methods);
      }
    }
    Target chosen =
        owners.size() < 2 ? null : overloads.choose(all, TypeRef.UNKNOWN, call.getArguments());
    for (Map.Entry<TypeRef, List<Members.Inherited>> e : owners.entrySet()) {
      boolean fits =
          chosen != null
              && chosen.certain()
              && e.getValue().stream().anyMatch(m -> m.method().equals(chosen.method()));
      if (owners.size() == 1 || fits) {
        return e.getKey();
      }
    }
    return TypeRef.UNKNOWN;
  }

  /** The type of a call's result, arguments of the receiver and inferred ones put in. */
  TypeRef result(MethodCallExpr call) {
    Target target = target(call);
    if (target == null) {
      return TypeRef.UNKNOWN;
    }
    if (target.name().equals("getClass") && call.getArguments().isEmpty()) {
      return TypeRef.of("java.lang.Class", List.of(target.receiver()));
    }
    TypeRef declared = target.method().returns();
    if (!target.certain() && !sameResult(call, target)) {
      return TypeRef.UNKNOWN;
    }
    if (target.method().name().equals("clone") && types.receiverOf(call).isArray()) {
      return types.receiverOf(call);
    }
    TypeRef result =
        types.inference().apply(declared, target, call.getArguments(), (Expression) call);
    return result.kind() == TypeRef.Kind.SUPER ? TypeRef.OBJECT : result;
  }

  private boolean sameResult(MethodCallExpr call, Target target) {
    return types.members().methods(target.receiver().name(), call.getNameAsString()).stream()
        .allMatch(m -> m.method().returns().equals(target.method().returns()));
  }
}
