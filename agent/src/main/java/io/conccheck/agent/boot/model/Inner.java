package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.WeakIdentityMap;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Private fields of JDK classes. What a JDK does not have is null, and reads as null. */
final class Inner {

  private static final WeakIdentityMap OUTER = new WeakIdentityMap(); // class to its handle

  private Inner() {}

  /** The object around an inner one, or null if it cannot be told. */
  static Object outer(Object inner) {
    Class<?> c = inner.getClass();
    Object field = OUTER.get(c);
    if (field == null) {
      field = outerField(c);
      OUTER.put(c, field == null ? Boolean.FALSE : field);
    }
    return field instanceof VarHandle ? (Object) ((VarHandle) field).get(inner) : null;
  }

  private static VarHandle outerField(Class<?> c) {
    for (Class<?> at = c; at != null; at = at.getSuperclass()) {
      Class<?> owner = at.getEnclosingClass();
      VarHandle field = owner == null ? null : find(at, "this$0", owner);
      if (field != null) {
        return field;
      }
    }
    return null;
  }

  private static VarHandle find(Class<?> c, String name, Class<?> type) {
    try {
      return MethodHandles.privateLookupIn(c, MethodHandles.lookup()).findVarHandle(c, name, type);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  /** A field, by dotted names; of primitive type if {@code type} is {@code int} or {@code long}. */
  static VarHandle field(String owner, String name, String type) {
    try {
      Class<?> c = Class.forName(owner, false, null);
      return find(c, name, named(type));
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  private static Class<?> named(String type) throws ClassNotFoundException {
    return type.equals("int")
        ? int.class
        : type.equals("long") ? long.class : Class.forName(type, false, null);
  }

  /** A class of the JDK, by its dotted name, which must be there on every JDK. */
  static Class<?> type(String name) {
    try {
      return Class.forName(name, false, null);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(name, e);
    }
  }

  /** True if the object has that field. */
  static boolean isInstance(VarHandle field, Object self) {
    return field != null && field.coordinateTypes().get(0).isInstance(self);
  }

  /** The field's value; of {@code self} itself if the field is not known. */
  static Object get(VarHandle field, Object self) {
    return field == null ? self : (Object) field.get(self);
  }
}
