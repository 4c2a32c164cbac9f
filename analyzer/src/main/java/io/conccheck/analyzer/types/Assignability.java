package io.conccheck.analyzer.types;

import java.util.List;

/** Whether a value of one type can go where another is wanted, generics left aside (JLS 5). */
final class Assignability {

  private static final List<String> NUMERIC =
      List.of("byte", "short", "int", "long", "float", "double");

  private final ClassIndex index;

  Assignability(ClassIndex index) {
    this.index = index;
  }

  /** Without boxing. */
  Answer strict(TypeRef from, TypeRef rawTo) {
    TypeRef to = rawTo.bound();
    if (from.isUnknown() || to.isUnknown()) {
      return Answer.UNKNOWN;
    }
    if (from.kind() == TypeRef.Kind.NULL) {
      return to.isPrimitive() ? Answer.NO : Answer.YES;
    }
    if (from.isPrimitive() || to.isPrimitive()) {
      boolean both = from.isPrimitive() && to.isPrimitive();
      return both && widens(from.name(), to.name()) ? Answer.YES : Answer.NO;
    }
    return reference(from.bound(), to);
  }

  private Answer reference(TypeRef from, TypeRef to) {
    if (to.isClass("java.lang.Object")) {
      return Answer.YES;
    }
    if (from.isArray() || to.isArray()) {
      if (from.isArray() && to.isArray()) {
        return strict(from.element(), to.element());
      }
      boolean arraySuper = to.isClass("java.lang.Cloneable") || to.isClass("java.io.Serializable");
      return from.isArray() && arraySuper ? Answer.YES : Answer.NO;
    }
    return index.isSubclass(from.name(), to.name());
  }

  /** With boxing and unboxing. */
  Answer loose(TypeRef from, TypeRef rawTo) {
    TypeRef to = rawTo.bound();
    Answer strict = strict(from, to);
    if (!strict.no()) {
      return strict;
    }
    if (from.isPrimitive() && !from.isVoid()) {
      return strict(from.boxed(), to);
    }
    TypeRef unboxed = unboxed(from);
    return unboxed == null ? strict : strict(unboxed, to);
  }

  private static TypeRef unboxed(TypeRef t) {
    for (String p : List.of("int", "long", "boolean", "double", "char", "byte", "short", "float")) {
      if (t.isClass() && TypeRef.primitive(p).boxed().name().equals(t.name())) {
        return TypeRef.primitive(p);
      }
    }
    return null;
  }

  private static boolean widens(String from, String to) {
    if (from.equals(to)) {
      return true;
    }
    int f = from.equals("char") ? NUMERIC.indexOf("short") : NUMERIC.indexOf(from);
    return f >= 0 && NUMERIC.indexOf(to) > f;
  }
}
