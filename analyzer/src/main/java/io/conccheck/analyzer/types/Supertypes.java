package io.conccheck.analyzer.types;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Direct and generic supertypes. */
public final class Supertypes {

  private final ClassIndex index;

  Supertypes(ClassIndex index) {
    this.index = index;
  }

  /** The direct supertypes of a class, superclass first, as it declares them. */
  public static List<TypeRef> of(ClassInfo info) {
    List<TypeRef> all = new ArrayList<>();
    if (info.superclass() != null) {
      all.add(info.superclass());
    }
    all.addAll(info.interfaces());
    if (all.isEmpty() && !info.name().equals("java.lang.Object")) {
      all.add(TypeRef.OBJECT);
    }
    return all;
  }

  /** Replaces the parameters of a class by the arguments of a type of that class. */
  static UnaryOperator<TypeRef> arguments(ClassInfo info, TypeRef type) {
    Map<String, TypeRef> map = new HashMap<>();
    List<TypeParam> params = info.typeParams();
    for (int i = 0; i < params.size(); i++) {
      map.put(params.get(i).name(), i < type.args().size() ? type.args().get(i) : TypeRef.UNKNOWN);
    }
    return v -> map.get(v.name());
  }

  /** All views of a type: itself, then its supertypes with their arguments, nearest first. */
  List<TypeRef> views(TypeRef type) {
    List<TypeRef> views = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    views.add(type);
    seen.add(type.name());
    for (int i = 0; i < views.size(); i++) {
      TypeRef view = views.get(i);
      ClassInfo info = index.find(view.name());
      if (info == null) {
        continue;
      }
      UnaryOperator<TypeRef> map = arguments(info, view);
      for (TypeRef up : of(info)) {
        if (up.isClass() && seen.add(up.name())) {
          views.add(up.substitute(map));
        }
      }
    }
    return views;
  }

  /** The type seen as that ancestor, with its arguments, or UNKNOWN. */
  TypeRef as(TypeRef type, String ancestor) {
    if (type.isClass(ancestor)) {
      return type;
    }
    if (!type.isClass() || !index.ancestors(type.name()).contains(ancestor)) {
      return TypeRef.UNKNOWN;
    }
    for (TypeRef view : views(type)) {
      if (view.name().equals(ancestor)) {
        return view;
      }
    }
    return TypeRef.UNKNOWN;
  }
}
