package io.conccheck.analyzer.types;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A type as far as it is known. Immutable.
 *
 * @param kind what the name means
 * @param name binary name of a class ({@code java.util.Map$Entry}), name of a primitive or of a
 *     type variable; as written while unresolved
 * @param args type arguments of a class; the bounds of a variable; the bound of a wildcard
 * @param dims array dimensions, 0 for no array
 */
public record TypeRef(Kind kind, String name, List<TypeRef> args, int dims) {

  /** What a {@link TypeRef} stands for. */
  public enum Kind {
    CLASS,
    PRIMITIVE,
    VARIABLE,
    /** {@code ? super T}: takes a T, gives an Object. */
    SUPER,
    /** The type of {@code null}. */
    NULL,
    /** As written in the source, not yet looked up. */
    UNRESOLVED,
    /** Nobody knows; counts as a match for nothing. */
    UNKNOWN
  }

  private static final Set<String> PRIMITIVES =
      Set.of("boolean", "byte", "short", "char", "int", "long", "float", "double", "void");
  private static final Map<String, String> BOXES =
      Map.of(
          "boolean", "java.lang.Boolean",
          "byte", "java.lang.Byte",
          "short", "java.lang.Short",
          "char", "java.lang.Character",
          "int", "java.lang.Integer",
          "long", "java.lang.Long",
          "float", "java.lang.Float",
          "double", "java.lang.Double");

  public static final TypeRef UNKNOWN = new TypeRef(Kind.UNKNOWN, "?", List.of(), 0);
  public static final TypeRef NULL = new TypeRef(Kind.NULL, "null", List.of(), 0);
  public static final TypeRef VOID = primitive("void");
  public static final TypeRef BOOLEAN = primitive("boolean");
  public static final TypeRef INT = primitive("int");
  public static final TypeRef OBJECT = of("java.lang.Object");
  public static final TypeRef STRING = of("java.lang.String");

  public TypeRef {
    args = List.copyOf(args);
  }

  /** The class of that binary name, without type arguments. */
  public static TypeRef of(String binaryName) {
    return new TypeRef(Kind.CLASS, binaryName, List.of(), 0);
  }

  /** The class of that binary name with those type arguments. */
  public static TypeRef of(String binaryName, List<TypeRef> args) {
    return new TypeRef(Kind.CLASS, binaryName, args, 0);
  }

  /** A primitive type or {@code void}. */
  public static TypeRef primitive(String name) {
    return new TypeRef(Kind.PRIMITIVE, name, List.of(), 0);
  }

  /** A type variable with its bounds; no bound means Object. */
  public static TypeRef variable(String name, List<TypeRef> bounds) {
    return new TypeRef(Kind.VARIABLE, name, bounds, 0);
  }

  /** A type as written, to be resolved later; primitives need no look-up. */
  public static TypeRef written(String name, List<TypeRef> args) {
    return PRIMITIVES.contains(name)
        ? primitive(name)
        : new TypeRef(Kind.UNRESOLVED, name, args, 0);
  }

  /** This with so many more array dimensions. */
  public TypeRef array(int more) {
    return more == 0 || kind == Kind.UNKNOWN ? this : new TypeRef(kind, name, args, dims + more);
  }

  /** The element type of an array; {@link #UNKNOWN} of what is none. */
  public TypeRef element() {
    return dims > 0 ? new TypeRef(kind, name, args, dims - 1) : UNKNOWN;
  }

  public boolean isUnknown() {
    return kind == Kind.UNKNOWN || kind == Kind.UNRESOLVED;
  }

  public boolean isArray() {
    return dims > 0;
  }

  /** True for a class or interface type that is no array. */
  public boolean isClass() {
    return kind == Kind.CLASS && dims == 0;
  }

  /** True for the class of that binary name itself, not for its subclasses. */
  public boolean isClass(String binaryName) {
    return isClass() && name.equals(binaryName);
  }

  public boolean isPrimitive() {
    return kind == Kind.PRIMITIVE && dims == 0;
  }

  public boolean isVoid() {
    return isPrimitive() && name.equals("void");
  }

  /** The wrapper of a primitive; anything else as it is. */
  public TypeRef boxed() {
    return isPrimitive() && BOXES.containsKey(name) ? of(BOXES.get(name)) : this;
  }

  /** The n-th type argument, or {@link #UNKNOWN} if there is none. */
  public TypeRef arg(int n) {
    return kind == Kind.CLASS && n < args.size() ? args.get(n) : UNKNOWN;
  }

  /** What a member can be looked up in: a variable's first bound, else the type itself. */
  public TypeRef bound() {
    if (kind == Kind.VARIABLE && dims == 0) {
      return args.isEmpty() ? OBJECT : args.get(0).bound();
    }
    return kind == Kind.SUPER ? OBJECT : this;
  }

  /** This type with every variable replaced; a variable mapped to null stays. */
  public TypeRef substitute(UnaryOperator<TypeRef> map) {
    if (kind == Kind.VARIABLE) {
      TypeRef to = map.apply(new TypeRef(kind, name, args, 0));
      return to == null ? this : to.array(dims);
    }
    if (args.isEmpty()) {
      return this;
    }
    return new TypeRef(kind, name, args.stream().map(a -> a.substitute(map)).toList(), dims);
  }

  /** Name of the class without package and enclosing classes. */
  public String simpleName() {
    return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
  }

  @Override
  public String toString() {
    String a = args.isEmpty() || kind != Kind.CLASS ? "" : args.toString();
    return name + a.replace('[', '<').replace(']', '>') + "[]".repeat(dims);
  }
}
