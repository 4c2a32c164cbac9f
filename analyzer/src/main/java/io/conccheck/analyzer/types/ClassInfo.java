package io.conccheck.analyzer.types;

import java.util.List;
import java.util.Map;

/**
 * A class, interface, enum, record or annotation type: what it declares, not what it inherits. Safe
 * for use by several threads.
 */
public interface ClassInfo {

  /** Binary name: {@code java.util.Map$Entry}. */
  String name();

  /** See {@link Flags}. */
  int flags();

  List<TypeParam> typeParams();

  /** The superclass; null for Object and for interfaces. */
  TypeRef superclass();

  List<TypeRef> interfaces();

  /** Declared fields by name. */
  Map<String, FieldInfo> fields();

  /** Declared methods by name; constructors under {@code <init>}. */
  Map<String, List<MethodInfo>> methods();

  /** Binary names of declared member classes, by simple name. */
  Map<String, String> memberClasses();

  /** The declared field of that name, or null. */
  default FieldInfo field(String name) {
    return fields().get(name);
  }

  /** The declared methods of that name; none if there are none. */
  default List<MethodInfo> methods(String name) {
    return methods().getOrDefault(name, List.of());
  }

  /** Binary name of the declared member class of that simple name, or null. */
  default String memberClass(String simpleName) {
    return memberClasses().get(simpleName);
  }

  /** Binary name of the directly enclosing class, or null. */
  String outer();

  /** Annotations as written: simple name and arguments. */
  List<String> annotations();

  /** True if scanned, false if read from a class file. */
  boolean fromSource();

  default boolean isInterface() {
    return (flags() & Flags.INTERFACE) != 0;
  }

  default boolean isStatic() {
    return (flags() & Flags.STATIC) != 0;
  }

  default boolean isFinal() {
    return (flags() & Flags.FINAL) != 0;
  }

  default boolean isEnum() {
    return (flags() & Flags.ENUM) != 0;
  }

  default boolean isRecord() {
    return (flags() & Flags.RECORD) != 0;
  }

  /** The type of {@code this} inside the class: its own parameters as arguments. */
  default TypeRef selfType() {
    return TypeRef.of(
        name(), typeParams().stream().map(p -> TypeRef.variable(p.name(), p.bounds())).toList());
  }

  /** True if an annotation of that simple name stands on the class. */
  default boolean isAnnotated(String simpleName) {
    return Annotations.has(annotations(), simpleName);
  }
}
