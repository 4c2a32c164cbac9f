package io.conccheck.agent.boot;

import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;

/**
 * Accesses by reflection and by method handles that get or set a field, told by woven code: before
 * a write, after a read. A handle is known by where it was made. Never throws.
 */
public final class MemberHandles {

  private static final WeakIdentityMap KNOWN = new WeakIdentityMap(); // handle to its Member

  private static volatile boolean any;

  private MemberHandles() {}

  /** What a method handle accesses. */
  private static final class Member {
    final Class<?> type;
    final String field;
    final boolean writes;
    final VarHandle handle; // whose access mode it is, or null for a getter or setter
    final boolean acquires;
    final boolean releases;

    Member(
        Class<?> type,
        String field,
        boolean writes,
        VarHandle handle,
        boolean acquires,
        boolean releases) {
      this.type = type;
      this.field = field;
      this.writes = writes;
      this.handle = handle;
      this.acquires = acquires;
      this.releases = releases;
    }
  }

  /** A method handle was made that gets or sets that field. */
  public static void made(Object handle, Class<?> type, String field, boolean writes) {
    keep(handle, new Member(type, field, writes, null, false, false));
  }

  /** A method handle was made that accesses what that handle does, in that mode. */
  public static void made(Object handle, VarHandle from, String mode) {
    boolean updates = mode.startsWith("GET_AND") || mode.contains("COMPARE_AND");
    boolean plain = mode.endsWith("PLAIN");
    boolean full = mode.endsWith("VOLATILE") || updates && !plain;
    keep(
        handle,
        new Member(
            null,
            null,
            !mode.startsWith("GET") || updates,
            from,
            full && !mode.endsWith("RELEASE") && !mode.startsWith("SET")
                || mode.endsWith("ACQUIRE"),
            full && !mode.endsWith("ACQUIRE") && !mode.startsWith("GET_V")
                || mode.endsWith("RELEASE")));
  }

  private static void keep(Object handle, Member member) {
    ThreadState ts = handle == null ? null : Threads.current();
    if (ts != null && !ts.busy) {
      ts.busy = true;
      try {
        KNOWN.put(handle, member);
        any = true;
      } finally {
        ts.busy = false;
      }
    }
  }

  /** The handle is about to be invoked; null as {@code target} unless its first is an object. */
  public static void before(Object handle, Object target, ThreadState ts, int site) {
    Member m = !any || handle == null || ts.busy ? null : (Member) KNOWN.get(handle);
    if (m == null) {
      return;
    }
    if (m.handle == null) {
      if (m.writes) {
        access(m.type, m.field, target, true, ts, site);
      }
    } else if (m.releases) {
      Sync.release(sync(m, target));
    }
  }

  /** The handle was invoked. */
  public static void after(Object handle, Object target, ThreadState ts, int site) {
    Member m = !any || handle == null || ts.busy ? null : (Member) KNOWN.get(handle);
    if (m == null) {
      return;
    }
    if (m.handle == null) {
      if (!m.writes) {
        access(m.type, m.field, target, false, ts, site);
      }
    } else if (m.acquires) {
      Sync.acquire(sync(m, target));
    }
  }

  private static SyncVar sync(Member m, Object target) {
    int coordinates = m.handle.coordinateTypes().size();
    return coordinates > 1 ? null : Handles.var(m.handle, target, 0, coordinates);
  }

  private static void access(
      Class<?> type, String field, Object target, boolean writes, ThreadState ts, int site) {
    try {
      Reached.field(type, field).access(target, writes, ts, site);
    } catch (Throwable t) {
      Failures.count(t);
    }
  }

  /** An access by {@code java.lang.reflect.Field}. */
  public static void read(Object field, Object target, ThreadState ts, int site) {
    if (field != null && !ts.busy && Sync.enabled) {
      Field f = (Field) field;
      access(f.getDeclaringClass(), f.getName(), target, false, ts, site);
    }
  }

  /** Like {@link #read}. */
  public static void write(Object field, Object target, ThreadState ts, int site) {
    if (field != null && !ts.busy && Sync.enabled) {
      Field f = (Field) field;
      access(f.getDeclaringClass(), f.getName(), target, true, ts, site);
    }
  }
}
