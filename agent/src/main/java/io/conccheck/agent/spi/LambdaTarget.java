package io.conccheck.agent.spi;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * The method that a lambda or a method reference stands for. The JDK makes a hidden class of each,
 * whose constant pool names besides {@code Object}'s constructor that one method. For those who
 * have had {@code jdk.internal.access} and {@code jdk.internal.reflect} opened to this module.
 *
 * @param owner with slashes
 */
public record LambdaTarget(String owner, String name, String descriptor) {

  /** What a lambda's class calls; null if that is not one method, or cannot be looked at. */
  public static LambdaTarget of(Class<?> lambda) {
    try {
      Object access = method("jdk.internal.access.SharedSecrets", "getJavaLangAccess").invoke(null);
      Object pool =
          method("jdk.internal.access.JavaLangAccess", "getConstantPool", Class.class)
              .invoke(access, lambda);
      return of(pool);
    } catch (InvocationTargetException | LinkageError | ClassCastException e) {
      return null; // not a class of the shape known
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JDK's constant pools are others", e);
    }
  }

  private static LambdaTarget of(Object pool) throws ReflectiveOperationException {
    String type = "jdk.internal.reflect.ConstantPool";
    Method tag = method(type, "getTagAt", int.class);
    Method info = method(type, "getMemberRefInfoAt", int.class);
    int size = (Integer) method(type, "getSize").invoke(pool);
    LambdaTarget found = null;
    for (int i = 1; i < size; i++) {
      if (tag.invoke(pool, i).toString().endsWith("METHODREF")) {
        String[] ref = (String[]) info.invoke(pool, i); // owner, name, descriptor
        if (!ref[1].equals("<init>")) {
          if (found != null) {
            return null;
          }
          found = new LambdaTarget(ref[0], ref[1], ref[2]);
        }
      }
    }
    return found;
  }

  private static Method method(String type, String name, Class<?>... parameters)
      throws ReflectiveOperationException {
    Method m = Class.forName(type).getDeclaredMethod(name, parameters);
    m.setAccessible(true);
    return m;
  }
}
