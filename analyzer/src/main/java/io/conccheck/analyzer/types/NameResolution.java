package io.conccheck.analyzer.types;

import java.util.ArrayList;
import java.util.List;

/** What a written type means inside a class (JLS 6.4, 6.5). */
final class NameResolution {

  private NameResolution() {}

  /**
   * Resolves a written type.
   *
   * @param own type parameters of the enclosing methods, innermost first
   * @param context the enclosing class, or null at top level
   */
  static TypeRef resolve(TypeRef written, List<TypeParam> own, ClassInfo context, FileScope file) {
    if (written == null) {
      return null;
    }
    if (written.kind() == TypeRef.Kind.SUPER) {
      TypeRef bound = resolve(written.args().get(0), own, context, file);
      return new TypeRef(TypeRef.Kind.SUPER, "?", List.of(bound), 0);
    }
    if (written.kind() != TypeRef.Kind.UNRESOLVED) {
      return written;
    }
    TypeRef raw = name(written.name(), own, context, file);
    if (raw.kind() != TypeRef.Kind.CLASS) {
      return raw.array(written.dims());
    }
    List<TypeRef> args = new ArrayList<>();
    for (TypeRef a : written.args()) {
      args.add(resolve(a, own, context, file));
    }
    return TypeRef.of(raw.name(), args).array(written.dims());
  }

  private static TypeRef name(String name, List<TypeParam> own, ClassInfo context, FileScope file) {
    int dot = name.indexOf('.');
    String first = dot < 0 ? name : name.substring(0, dot);
    TypeRef found = simple(first, own, context, file);
    if (dot < 0) {
      return found;
    }
    if (found.isUnknown()) {
      return packageQualified(name, file);
    }
    for (String part : name.substring(dot + 1).split("\\.")) {
      TypeRef member = file.member(found, part);
      if (member.isUnknown()) {
        boolean known = file.index().find(found.name()) != null;
        return known ? TypeRef.UNKNOWN : TypeRef.of(found.name() + "$" + part);
      }
      found = member;
    }
    return found;
  }

  /** {@code java.util.Map.Entry} written out; a lower-case start says that it is a package. */
  private static TypeRef packageQualified(String name, FileScope file) {
    boolean pkg = Character.isLowerCase(name.charAt(0));
    return pkg ? file.qualified(name) : TypeRef.UNKNOWN;
  }

  private static TypeRef simple(
      String name, List<TypeParam> own, ClassInfo context, FileScope file) {
    for (TypeParam p : own) {
      if (p.name().equals(name)) {
        return TypeRef.variable(name, p.bounds());
      }
    }
    ClassIndex index = file.index();
    for (ClassInfo c = context; c != null; c = c.outer() == null ? null : index.find(c.outer())) {
      for (TypeParam p : c.typeParams()) {
        if (p.name().equals(name)) {
          return TypeRef.variable(name, p.bounds());
        }
      }
      if (TypeRef.of(c.name()).simpleName().equals(name)) {
        return TypeRef.of(c.name());
      }
      TypeRef member = file.member(TypeRef.of(c.name()), name);
      if (!member.isUnknown()) {
        return member;
      }
    }
    return file.simple(name);
  }
}
