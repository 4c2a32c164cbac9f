package io.conccheck.agent.boot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The sync variables of volatile fields that are reached through updaters and handles. Where the
 * field's class is woven it is the one its accessors use, so that both ways of access meet.
 */
public final class FieldVars {

  private static final String VAR = "$conccheck$v$"; // as the weaver names the added field

  /** Handle or updater to what it stands for. */
  private static final WeakIdentityMap FIELDS = new WeakIdentityMap();

  private FieldVars() {}

  /** What one field is known by. */
  private static final class Named {
    final VarHandle var; // null: the class is not woven, or the field is not volatile
    final int name;

    Named(VarHandle var, int name) {
      this.var = var;
      this.name = name;
    }
  }

  /** Keeps which field an updater or handle stands for. */
  public static void handle(Object handle, Class<?> type, String field) {
    ThreadState ts = handle == null ? null : Threads.current();
    if (ts != null && !ts.busy) {
      ts.busy = true;
      try {
        FIELDS.put(handle, new Named(find(type, VAR + field), field.hashCode()));
      } catch (Throwable t) {
        Failures.count(t);
      } finally {
        ts.busy = false;
      }
    }
  }

  /** True if {@link #handle} has told of that one. */
  static boolean knows(Object handle) {
    return FIELDS.get(handle) != null;
  }

  private static VarHandle find(Class<?> type, String name) {
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      try {
        return MethodHandles.privateLookupIn(c, MethodHandles.lookup())
            .findVarHandle(c, name, SyncVar.class);
      } catch (ReflectiveOperationException e) {
        continue; // not declared here
      }
    }
    return null;
  }

  /** The sync variable of the field in that object; null if the object is null. */
  public static SyncVar of(Object handle, Object target) {
    if (target == null || !Sync.enabled) {
      return null;
    }
    Named n = (Named) FIELDS.get(handle);
    if (n == null || n.var == null) {
      return Elements.of(n == null ? 0 : n.name, target);
    }
    SyncVar v = (SyncVar) n.var.getVolatile(target);
    if (v != null) {
      return v;
    }
    synchronized (Volatiles.lock()) {
      v = (SyncVar) n.var.getVolatile(target);
      if (v == null) {
        v = new SyncVar();
        n.var.setVolatile(target, v);
      }
      return v;
    }
  }
}
