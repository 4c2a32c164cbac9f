package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Failures;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Private fields of JDK classes. What a JDK does not have is null, and reads as null. */
final class Inner {

  private Inner() {}

  /** A field, by dotted names; of primitive type if {@code type} is {@code int}. */
  static VarHandle field(String owner, String name, String type) {
    try {
      Class<?> c = Class.forName(owner, false, null);
      Class<?> t = type.equals("int") ? int.class : Class.forName(type, false, null);
      return MethodHandles.privateLookupIn(c, MethodHandles.lookup()).findVarHandle(c, name, t);
    } catch (ReflectiveOperationException | RuntimeException e) {
      Failures.count(e);
      return null;
    }
  }

  /** The field's value; of {@code self} itself if the field is not known. */
  static Object get(VarHandle field, Object self) {
    return field == null ? self : (Object) field.get(self);
  }
}
