package io.conccheck.agent.boot;

import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;

/**
 * What a method handle does to memory: it gets or sets a field, or accesses what a {@code
 * VarHandle} stands for in some mode. The {@code VarHandle} may come with the call, and the leading
 * arguments may be bound. Never changed.
 */
final class Member {

  private static final Object[] NONE = {};

  private final Class<?> type; // of a getter or setter, otherwise null
  private final String field;
  private final boolean writes;
  private final String mode; // of an access by VarHandle, otherwise null
  private final VarHandle from; // null if the handle is the first argument
  private final Object[] bound; // objects are held weakly, for what they are bound to holds them

  private Member(
      Class<?> type, String field, boolean writes, String mode, VarHandle from, Object[] bound) {
    this.type = type;
    this.field = field;
    this.writes = writes;
    this.mode = mode;
    this.from = from;
    this.bound = bound;
  }

  /** Gets or sets that field. */
  static Member accessor(Class<?> type, String field, boolean writes) {
    return new Member(type, field, writes, null, null, NONE);
  }

  /** Accesses what the handle does, or what one does that comes first, if it is null. */
  static Member access(String mode, VarHandle from) {
    return new Member(null, null, AccessModes.writes(mode), mode, from, NONE);
  }

  /** The same with those arguments in front. */
  Member bind(Object[] values) {
    Object[] all = new Object[bound.length + values.length];
    System.arraycopy(bound, 0, all, 0, bound.length);
    for (int i = 0; i < values.length; i++) {
      Object v = values[i];
      all[bound.length + i] = v == null || v instanceof Integer ? v : new WeakReference<>(v);
    }
    return new Member(type, field, writes, mode, from, all);
  }

  /** The i-th object among the arguments, of which those of the call come last. */
  private Object object(int i, Object first, Object second) {
    int n = i;
    for (Object b : bound) {
      if (b instanceof WeakReference && n-- == 0) {
        return ((WeakReference<?>) b).get();
      }
    }
    return n == 0 ? first : n == 1 ? second : null;
  }

  private VarHandle handle(Object first, Object second) {
    if (from != null) {
      return from;
    }
    Object given = object(0, first, second);
    return given instanceof VarHandle ? (VarHandle) given : null;
  }

  private Object target(Object first, Object second) {
    return object(mode != null && from == null ? 1 : 0, first, second);
  }

  private int index(int given) {
    for (Object b : bound) {
      if (b instanceof Integer) {
        return (Integer) b;
      }
    }
    return given;
  }

  /** See {@link MemberHandles#before}. */
  SyncVar.Tentative before(
      Object first, Object second, int given, ThreadState ts, int site, int atomicSite) {
    Object target = target(first, second);
    if (mode == null) {
      if (writes) {
        Reached.field(type, field).access(target, true, ts, site);
      }
      return null;
    }
    VarHandle handle = handle(first, second);
    if (handle == null || !writes && !AccessModes.releases(mode)) {
      return null;
    }
    int index = index(given);
    int coordinates = handle.coordinateTypes().size();
    SyncVar var = Handles.var(handle, target, index, coordinates);
    if (writes) {
      if (AccessModes.acquires(mode)) {
        Sync.acquire(var); // what is written over comes from whoever released it
      }
      int at = AccessModes.isAtomic(mode) ? atomicSite : site;
      Handles.write(handle, target, index, coordinates, ts, at);
      if (!AccessModes.releases(mode) && !handle.varType().isPrimitive()) {
        Object value = second != null ? second : first;
        Handles.handedOut(value, handle, target, index, coordinates);
      }
    }
    if (AccessModes.releases(mode)) {
      if (AccessModes.swaps(mode)) {
        return Sync.releaseTentatively(var);
      }
      Sync.release(var);
    }
    return null;
  }

  /** See {@link MemberHandles#after}. */
  void after(Object first, Object second, int given, ThreadState ts, int site, int atomicSite) {
    Object target = target(first, second);
    if (mode == null) {
      if (!writes) {
        Reached.field(type, field).access(target, false, ts, site);
      }
      return;
    }
    VarHandle handle = handle(first, second);
    if (handle == null) {
      return;
    }
    int index = index(given);
    int coordinates = handle.coordinateTypes().size();
    if (AccessModes.acquires(mode)) {
      Sync.acquire(Handles.var(handle, target, index, coordinates));
    }
    if (!writes) {
      int at = AccessModes.isAtomic(mode) ? atomicSite : site;
      Handles.read(handle, target, index, coordinates, ts, at);
    }
  }
}
