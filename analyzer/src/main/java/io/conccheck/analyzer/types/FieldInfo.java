package io.conccheck.analyzer.types;

import java.util.List;

/**
 * A declared field.
 *
 * @param owner binary name of the declaring class
 * @param name as declared
 * @param type resolved type
 * @param flags see {@link Flags}
 * @param annotations as written, simple name and arguments ({@code GuardedBy("lock")})
 */
public record FieldInfo(
    String owner, String name, TypeRef type, int flags, List<String> annotations) {

  /** {@code com.acme.Cache.size}: what findings call the field. */
  public String symbol() {
    return owner + "." + name;
  }

  public boolean isStatic() {
    return (flags & Flags.STATIC) != 0;
  }

  public boolean isFinal() {
    return (flags & Flags.FINAL) != 0;
  }

  public boolean isVolatile() {
    return (flags & Flags.VOLATILE) != 0;
  }

  public boolean isPrivate() {
    return (flags & Flags.PRIVATE) != 0;
  }
}
