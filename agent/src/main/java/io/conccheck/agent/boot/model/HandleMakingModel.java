package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.FieldVars;
import io.conccheck.agent.boot.hook.CallSite;
import io.conccheck.agent.boot.hook.Model;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;

/**
 * Which field a handle stands for is told where it is made: a handle to an inherited field cannot
 * say it itself.
 */
@Model(detectors = "race")
public final class HandleMakingModel {

  private HandleMakingModel() {}

  @CallSite(
      owner = "java.lang.invoke.MethodHandles$Lookup",
      method =
          "findVarHandle(Ljava/lang/Class;Ljava/lang/String;Ljava/lang/Class;)"
              + "Ljava/lang/invoke/VarHandle;")
  public static VarHandle made(
      MethodHandles.Lookup lookup, Class<?> type, String field, Class<?> fieldType)
      throws NoSuchFieldException, IllegalAccessException {
    VarHandle handle = lookup.findVarHandle(type, field, fieldType);
    FieldVars.handle(handle, type, field);
    return handle;
  }

  @CallSite(
      owner = "java.lang.invoke.MethodHandles$Lookup",
      method =
          "findStaticVarHandle(Ljava/lang/Class;Ljava/lang/String;Ljava/lang/Class;)"
              + "Ljava/lang/invoke/VarHandle;")
  public static VarHandle madeStatic(
      MethodHandles.Lookup lookup, Class<?> type, String field, Class<?> fieldType)
      throws NoSuchFieldException, IllegalAccessException {
    VarHandle handle = lookup.findStaticVarHandle(type, field, fieldType);
    FieldVars.handle(handle, type, field);
    return handle;
  }

  @CallSite(
      owner = "java.lang.invoke.MethodHandles$Lookup",
      method = "unreflectVarHandle(Ljava/lang/reflect/Field;)Ljava/lang/invoke/VarHandle;")
  public static VarHandle unreflected(MethodHandles.Lookup lookup, Field field)
      throws IllegalAccessException {
    VarHandle handle = lookup.unreflectVarHandle(field);
    FieldVars.handle(handle, field.getDeclaringClass(), field.getName());
    return handle;
  }
}
