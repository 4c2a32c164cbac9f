package io.conccheck.agent.boot;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
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

  /** A method handle was made that gets or sets that field. */
  public static void made(Object handle, Class<?> type, String field, boolean writes) {
    keep(handle, Member.accessor(type, field, writes));
  }

  /**
   * A method handle was made that accesses, in the mode of that name, what {@code from} stands for,
   * or, if that is null, what a handle stands for that is its first argument.
   */
  public static void made(Object handle, VarHandle from, String mode) {
    keep(handle, Member.access(mode, from));
  }

  /** A method handle was made that invokes another one with those arguments in front. */
  public static void bound(Object handle, Object from, Object... values) {
    Member m = !any || from == null || values == null ? null : (Member) KNOWN.get(from);
    if (m != null) {
      keep(handle, m.bind(values));
    }
  }

  private static void keep(Object handle, Member member) {
    ThreadState ts = handle == null ? null : Threads.current();
    if (ts != null && !ts.busy) {
      ts.enter();
      try {
        KNOWN.put(handle, member);
        any = true;
      } finally {
        ts.busy = false;
        Pin.off();
      }
    }
  }

  private static Member known(Object handle, ThreadState ts) {
    return !any || handle == null || ts.busy ? null : (Member) KNOWN.get(handle);
  }

  /**
   * The handle is about to be invoked.
   *
   * @param first the first argument, null unless that is an object
   * @param second the second argument, null unless that is an object
   * @param index the first argument that is an {@code int}, 0 if none is
   * @param atomicSite the place if the access turns out to be one that no other such races with
   * @return what {@link Handles#settle} is to be told of, or null
   */
  public static SyncVar.Tentative before(
      Object handle,
      Object first,
      Object second,
      int index,
      ThreadState ts,
      int site,
      int atomicSite) {
    try {
      Member m = known(handle, ts);
      return m == null ? null : m.before(first, second, index, ts, site, atomicSite);
    } catch (Throwable t) {
      Failures.count(t);
      return null;
    }
  }

  /** The handle was invoked. Parameters as of {@link #before}. */
  public static void after(
      Object handle,
      Object first,
      Object second,
      int index,
      ThreadState ts,
      int site,
      int atomicSite) {
    try {
      Member m = known(handle, ts);
      if (m != null) {
        m.after(first, second, index, ts, site, atomicSite);
      }
    } catch (Throwable t) {
      Failures.count(t);
    }
  }

  /** Like {@link #before} of a handle that is invoked with its arguments in an array. */
  public static SyncVar.Tentative beforeSpread(
      Object handle, Object[] args, ThreadState ts, int site, int atomicSite) {
    if (known(handle, ts) == null || args == null) {
      return null;
    }
    MethodType type = ((MethodHandle) handle).type();
    Object first = object(type, args, 0);
    return before(handle, first, object(type, args, 1), index(type, args), ts, site, atomicSite);
  }

  /** Like {@link #after} of a handle that is invoked with its arguments in an array. */
  public static void afterSpread(
      Object handle, Object[] args, ThreadState ts, int site, int atomicSite) {
    if (known(handle, ts) != null && args != null) {
      MethodType type = ((MethodHandle) handle).type();
      Object first = object(type, args, 0);
      after(handle, first, object(type, args, 1), index(type, args), ts, site, atomicSite);
    }
  }

  /** The i-th argument if the handle takes an object there and has got one, otherwise null. */
  private static Object object(MethodType type, Object[] args, int i) {
    boolean object =
        i < args.length && i < type.parameterCount() && !type.parameterType(i).isPrimitive();
    return object ? args[i] : null;
  }

  /** The first argument that the handle takes as an {@code int}, 0 if none is. */
  private static int index(MethodType type, Object[] args) {
    for (int i = 0; i < args.length && i < type.parameterCount(); i++) {
      if (type.parameterType(i) == int.class) {
        return args[i] instanceof Integer ? (Integer) args[i] : 0;
      }
    }
    return 0;
  }

  /** An access by {@code java.lang.reflect.Field}. */
  public static void read(Object field, Object target, ThreadState ts, int site) {
    access(field, target, false, ts, site);
  }

  /** Like {@link #read}. */
  public static void write(Object field, Object target, ThreadState ts, int site) {
    access(field, target, true, ts, site);
  }

  private static void access(
      Object field, Object target, boolean writes, ThreadState ts, int site) {
    if (field != null && !ts.busy && Sync.enabled) {
      try {
        Field f = (Field) field;
        Reached.field(f.getDeclaringClass(), f.getName()).access(target, writes, ts, site);
      } catch (Throwable t) {
        Failures.count(t);
      }
    }
  }
}
