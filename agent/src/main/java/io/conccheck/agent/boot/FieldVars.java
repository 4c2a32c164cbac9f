package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;
import java.lang.ref.WeakReference;

/**
 * Which field an updater or a handle stands for, told where it was made. Where the field's class is
 * woven its sync variable is the one its accessors use, so that all ways of access meet.
 */
public final class FieldVars {

  /** Handle or updater to what it stands for. */
  private static final WeakIdentityMap FIELDS = new WeakIdentityMap();

  private FieldVars() {}

  /** What one handle is known by. */
  private static final class Named {
    private final WeakReference<Class<?>> type; // which its own loader may keep the handle in
    private final String name;
    private WeakReference<Reached> reached; // which its class keeps, or null; without order

    Named(Class<?> type, String name) {
      this.type = new WeakReference<>(type);
      this.name = name;
    }

    Reached reached() {
      WeakReference<Reached> known = reached;
      Reached field = known == null ? null : known.get();
      return field != null ? field : find();
    }

    @DontInline
    private Reached find() {
      Class<?> c = type.get();
      if (c == null) {
        return null;
      }
      Reached field = Reached.field(c, name);
      reached = new WeakReference<>(field);
      return field;
    }
  }

  /** Keeps which field an updater or handle stands for. */
  public static void handle(Object handle, Class<?> type, String field) {
    ThreadState ts = handle == null ? null : Threads.current();
    if (ts != null && !ts.busy) {
      ts.enter();
      try {
        FIELDS.put(handle, new Named(type, field));
      } catch (Throwable t) {
        Failures.count(t);
      } finally {
        ts.busy = false;
        Pin.off();
      }
    }
  }

  /** The field that {@link #handle} has told of, or null. */
  static Reached reached(Object handle) {
    return reached(handle, Threads.current());
  }

  /** The same for the running thread, which remembers the handles that it used last. */
  static Reached reached(Object handle, ThreadState ts) {
    int hash = WeakIdentityMap.hash(handle);
    WeakIdentityMap.Entry e = ts.near.handles.find(FIELDS, handle, hash);
    return e == null ? null : ((Named) e.value).reached();
  }

  /** The sync variable of the field in that object; null if the object is null. */
  @DontInline
  public static SyncVar of(Object handle, Object target) {
    if (target == null || !Sync.enabled) {
      return null;
    }
    Reached field = reached(handle);
    return field == null ? Elements.of(0, target) : field.sync(target);
  }
}
