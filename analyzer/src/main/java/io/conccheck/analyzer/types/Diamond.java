package io.conccheck.analyzer.types;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Type arguments of {@code new X<>()} from the place where it stands (JLS 15.9.3). */
final class Diamond {

  private Diamond() {}

  static TypeRef fill(Types types, TypeRef type, TypeRef expected) {
    ClassInfo info = types.find(type.name());
    if (info == null || !expected.isClass()) {
      return type;
    }
    TypeRef view = types.as(info.selfType(), expected.name());
    Map<String, TypeRef> found = new HashMap<>();
    for (int i = 0; i < view.args().size(); i++) {
      TypeRef a = view.args().get(i);
      if (a.kind() == TypeRef.Kind.VARIABLE && a.dims() == 0) {
        found.put(a.name(), expected.arg(i));
      }
    }
    List<TypeRef> args =
        info.typeParams().stream().map(p -> found.getOrDefault(p.name(), TypeRef.UNKNOWN)).toList();
    return TypeRef.of(type.name(), args);
  }
}
