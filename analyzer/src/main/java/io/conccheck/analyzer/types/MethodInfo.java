package io.conccheck.analyzer.types;

import java.util.List;

/**
 * A declared method or constructor.
 *
 * @param owner binary name of the declaring class
 * @param name as declared, {@code <init>} for a constructor
 * @param typeParams its own type parameters
 * @param params types of the parameters; of a varargs method the last is an array
 * @param returns type of the result
 * @param flags see {@link Flags}
 * @param annotations as written, simple name and arguments
 * @param locks what it does to locks, as far as it can be told without looking elsewhere
 */
public record MethodInfo(
    String owner,
    String name,
    List<TypeParam> typeParams,
    List<TypeRef> params,
    TypeRef returns,
    int flags,
    List<String> annotations,
    List<LockStep> locks) {

  /** A method that does nothing to locks. */
  MethodInfo(
      String owner,
      String name,
      List<TypeParam> typeParams,
      List<TypeRef> params,
      TypeRef returns,
      int flags,
      List<String> annotations) {
    this(owner, name, typeParams, params, returns, flags, annotations, List.of());
  }

  /** {@code com.acme.Cache#put}: what findings call the method. */
  public String symbol() {
    return owner + "#" + name;
  }

  /** Owner, name and erased parameters: unique among all methods. */
  public String key() {
    StringBuilder text = new StringBuilder(symbol()).append('(');
    for (int i = 0; i < params.size(); i++) {
      TypeRef p = params.get(i);
      TypeRef erased = p.kind() == TypeRef.Kind.VARIABLE ? p.bound() : p;
      text.append(i == 0 ? "" : ",").append(erased.name()).append("[]".repeat(p.dims()));
    }
    return text.append(')').toString();
  }

  public boolean isStatic() {
    return (flags & Flags.STATIC) != 0;
  }

  public boolean isAbstract() {
    return (flags & Flags.ABSTRACT) != 0;
  }

  public boolean isPrivate() {
    return (flags & Flags.PRIVATE) != 0;
  }

  public boolean isSynchronized() {
    return (flags & Flags.SYNCHRONIZED) != 0;
  }

  public boolean isVarargs() {
    return (flags & Flags.VARARGS) != 0;
  }

  public boolean isConstructor() {
    return name.equals("<init>");
  }
}
