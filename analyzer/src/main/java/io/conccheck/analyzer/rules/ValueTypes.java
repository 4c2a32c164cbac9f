package io.conccheck.analyzer.rules;

import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.TypeRef;
import java.util.Set;

/** Types whose values never change and are safe however they are published (JLS 17.5). */
public final class ValueTypes {

  private static final Set<String> KNOWN =
      Set.of(
          "java.lang.String",
          "java.lang.Boolean",
          "java.lang.Byte",
          "java.lang.Short",
          "java.lang.Character",
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Float",
          "java.lang.Double",
          "java.lang.Class",
          "java.math.BigInteger",
          "java.math.BigDecimal",
          "java.util.UUID",
          "java.util.Optional",
          "java.util.regex.Pattern",
          "java.net.URI");

  private ValueTypes() {}

  /**
   * True for a type that is proven to be one: boxes, strings, dates, enums, records, marked ones.
   */
  public static boolean isValue(RuleContext file, TypeRef type) {
    if (type.isPrimitive()) {
      return true;
    }
    if (!type.isClass()) {
      return false;
    }
    if (KNOWN.contains(type.name())
        || type.name().startsWith("java.time.")
        || file.types().index().promises().isImmutable(type.name())) {
      return true;
    }
    ClassInfo info = file.types().find(type.name());
    if (info == null) {
      return false;
    }
    return info.isEnum()
        || info.isRecord()
        || info.isAnnotated("Immutable")
        || info.fromSource() && info.isFinal() && allFinal(info);
  }

  private static boolean allFinal(ClassInfo info) {
    return info.superclass() != null
        && info.superclass().isClass("java.lang.Object")
        && info.fields().values().stream().allMatch(f -> f.isStatic() || f.isFinal());
  }
}
