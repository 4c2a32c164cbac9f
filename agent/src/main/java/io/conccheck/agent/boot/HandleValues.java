package io.conccheck.agent.boot;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * What a variable handle would give now where a window looked through it; what was seen then, if it
 * cannot be asked. For windows that another thread has written into.
 */
final class HandleValues {

  private HandleValues() {}

  /** The present value if it is a reference; null if it is a number or a truth. */
  static Object now(VarHandle handle, Window w) {
    return handle.varType().isPrimitive() ? null : get(handle, w, w.seen);
  }

  /** The present value as a window keeps numbers; 0 if it is a reference. */
  static long nowNumber(VarHandle handle, Window w) {
    if (!handle.varType().isPrimitive()) {
      return 0;
    }
    Object v = get(handle, w, null);
    if (v instanceof Float) {
      return Float.floatToRawIntBits((Float) v);
    }
    if (v instanceof Double) {
      return Double.doubleToRawLongBits((Double) v);
    }
    if (v instanceof Boolean) {
      return (Boolean) v ? 1 : 0;
    }
    return v instanceof Character
        ? (Character) v
        : v instanceof Number ? ((Number) v).longValue() : w.number;
  }

  private static Object get(VarHandle handle, Window w, Object otherwise) {
    try {
      MethodHandle get = handle.toMethodHandle(VarHandle.AccessMode.GET_VOLATILE);
      switch (handle.coordinateTypes().size()) {
        case 0:
          return (Object) get.invoke();
        case 1:
          return (Object) get.invoke(w.key);
        default:
          return (Object) get.invoke(w.key, w.sub);
      }
    } catch (Throwable t) {
      return otherwise; // a mode that the variable does not have
    }
  }
}
