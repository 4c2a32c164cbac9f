package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Hidden;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/**
 * Keeps what the agent adds to classes out of reflection, and so out of default serial version
 * UIDs, which are computed from reflection.
 */
@Model(type = "jdk.internal.reflect.Reflection", detectors = "race")
public final class ReflectionModel {

  private ReflectionModel() {}

  @OnExit(
      method =
          "filterFields(Ljava/lang/Class;[Ljava/lang/reflect/Field;)[Ljava/lang/reflect/Field;",
      replaceResult = true)
  public static Field[] fields(@Returned Field[] fields) {
    return Hidden.without(fields);
  }

  @OnExit(
      method =
          "filterMethods(Ljava/lang/Class;[Ljava/lang/reflect/Method;)[Ljava/lang/reflect/Method;",
      replaceResult = true)
  public static Method[] methods(@Returned Method[] methods) {
    return Hidden.without(methods);
  }
}
