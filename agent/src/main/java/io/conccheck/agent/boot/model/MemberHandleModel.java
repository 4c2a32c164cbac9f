package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.MemberHandles;
import io.conccheck.agent.boot.hook.CallSite;
import io.conccheck.agent.boot.hook.Model;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;

/** Which field or element a method handle gets or sets is told where it is made. */
@Model(detectors = "race")
public final class MemberHandleModel {

  private static final String LOOKUP = "java.lang.invoke.MethodHandles$Lookup";
  private static final String FIND =
      "(Ljava/lang/Class;Ljava/lang/String;Ljava/lang/Class;)Ljava/lang/invoke/MethodHandle;";
  private static final String UNREFLECT =
      "(Ljava/lang/reflect/Field;)Ljava/lang/invoke/MethodHandle;";
  private static final String ELEMENT = "(Ljava/lang/Class;)Ljava/lang/invoke/MethodHandle;";
  private static final String INVOKER =
      "(Ljava/lang/invoke/VarHandle$AccessMode;Ljava/lang/invoke/MethodType;)"
          + "Ljava/lang/invoke/MethodHandle;";

  private MemberHandleModel() {}

  @CallSite(owner = LOOKUP, method = "findGetter" + FIND)
  public static MethodHandle getter(
      MethodHandles.Lookup lookup, Class<?> type, String field, Class<?> fieldType)
      throws NoSuchFieldException, IllegalAccessException {
    MethodHandle handle = lookup.findGetter(type, field, fieldType);
    MemberHandles.made(handle, type, field, false);
    return handle;
  }

  @CallSite(owner = LOOKUP, method = "findSetter" + FIND)
  public static MethodHandle setter(
      MethodHandles.Lookup lookup, Class<?> type, String field, Class<?> fieldType)
      throws NoSuchFieldException, IllegalAccessException {
    MethodHandle handle = lookup.findSetter(type, field, fieldType);
    MemberHandles.made(handle, type, field, true);
    return handle;
  }

  @CallSite(owner = LOOKUP, method = "findStaticGetter" + FIND)
  public static MethodHandle staticGetter(
      MethodHandles.Lookup lookup, Class<?> type, String field, Class<?> fieldType)
      throws NoSuchFieldException, IllegalAccessException {
    MethodHandle handle = lookup.findStaticGetter(type, field, fieldType);
    MemberHandles.made(handle, type, field, false);
    return handle;
  }

  @CallSite(owner = LOOKUP, method = "findStaticSetter" + FIND)
  public static MethodHandle staticSetter(
      MethodHandles.Lookup lookup, Class<?> type, String field, Class<?> fieldType)
      throws NoSuchFieldException, IllegalAccessException {
    MethodHandle handle = lookup.findStaticSetter(type, field, fieldType);
    MemberHandles.made(handle, type, field, true);
    return handle;
  }

  @CallSite(owner = LOOKUP, method = "unreflectGetter" + UNREFLECT)
  public static MethodHandle getter(MethodHandles.Lookup lookup, Field field)
      throws IllegalAccessException {
    MethodHandle handle = lookup.unreflectGetter(field);
    MemberHandles.made(handle, field.getDeclaringClass(), field.getName(), false);
    return handle;
  }

  @CallSite(owner = LOOKUP, method = "unreflectSetter" + UNREFLECT)
  public static MethodHandle setter(MethodHandles.Lookup lookup, Field field)
      throws IllegalAccessException {
    MethodHandle handle = lookup.unreflectSetter(field);
    MemberHandles.made(handle, field.getDeclaringClass(), field.getName(), true);
    return handle;
  }

  @CallSite(owner = "java.lang.invoke.MethodHandles", method = "arrayElementGetter" + ELEMENT)
  public static MethodHandle elementGetter(Class<?> array) {
    MethodHandle handle = MethodHandles.arrayElementGetter(array);
    MemberHandles.made(handle, MethodHandles.arrayElementVarHandle(array), "get");
    return handle;
  }

  @CallSite(owner = "java.lang.invoke.MethodHandles", method = "arrayElementSetter" + ELEMENT)
  public static MethodHandle elementSetter(Class<?> array) {
    MethodHandle handle = MethodHandles.arrayElementSetter(array);
    MemberHandles.made(handle, MethodHandles.arrayElementVarHandle(array), "set");
    return handle;
  }

  @CallSite(
      owner = "java.lang.invoke.VarHandle",
      method =
          "toMethodHandle(Ljava/lang/invoke/VarHandle$AccessMode;)"
              + "Ljava/lang/invoke/MethodHandle;")
  public static MethodHandle mode(VarHandle from, VarHandle.AccessMode mode) {
    MethodHandle handle = from.toMethodHandle(mode);
    MemberHandles.made(handle, from, mode.methodName());
    return handle;
  }

  @CallSite(owner = "java.lang.invoke.MethodHandles", method = "varHandleInvoker" + INVOKER)
  public static MethodHandle invoker(VarHandle.AccessMode mode, MethodType type) {
    MethodHandle handle = MethodHandles.varHandleInvoker(mode, type);
    MemberHandles.made(handle, null, mode.methodName());
    return handle;
  }

  @CallSite(owner = "java.lang.invoke.MethodHandles", method = "varHandleExactInvoker" + INVOKER)
  public static MethodHandle exactInvoker(VarHandle.AccessMode mode, MethodType type) {
    MethodHandle handle = MethodHandles.varHandleExactInvoker(mode, type);
    MemberHandles.made(handle, null, mode.methodName());
    return handle;
  }

  @CallSite(
      owner = "java.lang.invoke.MethodHandle",
      method = "bindTo(Ljava/lang/Object;)Ljava/lang/invoke/MethodHandle;")
  public static MethodHandle bound(MethodHandle from, Object first) {
    MethodHandle handle = from.bindTo(first);
    MemberHandles.bound(handle, from, first);
    return handle;
  }

  @CallSite(
      owner = "java.lang.invoke.MethodHandles",
      method =
          "insertArguments(Ljava/lang/invoke/MethodHandle;I[Ljava/lang/Object;)"
              + "Ljava/lang/invoke/MethodHandle;")
  public static MethodHandle inserted(MethodHandle from, int at, Object[] values) {
    MethodHandle handle = MethodHandles.insertArguments(from, at, values);
    if (at == 0) {
      MemberHandles.bound(handle, from, values);
    }
    return handle;
  }

  @CallSite(
      owner = "java.lang.invoke.MethodHandle",
      method = "asType(Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/MethodHandle;")
  public static MethodHandle retyped(MethodHandle from, MethodType type) {
    MethodHandle handle = from.asType(type);
    if (handle != from) {
      MemberHandles.bound(handle, from);
    }
    return handle;
  }
}
