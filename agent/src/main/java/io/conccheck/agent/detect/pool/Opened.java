package io.conccheck.agent.detect.pool;

import java.lang.reflect.Field;
import java.lang.reflect.Method;

/** Members of JDK classes that tell a pool's state without the locks its methods take. */
final class Opened {

  private Opened() {}

  static Field field(Class<?> owner, String name) {
    try {
      Field f = owner.getDeclaredField(name);
      f.setAccessible(true);
      return f;
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("this JDK's " + owner.getName() + " has no " + name, e);
    }
  }

  static Method method(Class<?> owner, String name) {
    try {
      Method m = owner.getDeclaredMethod(name);
      m.setAccessible(true);
      return m;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("this JDK's " + owner.getName() + " has no " + name, e);
    }
  }

  static Object get(Field field, Object owner) {
    try {
      return field.get(owner);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("not opened: " + field, e);
    }
  }
}
