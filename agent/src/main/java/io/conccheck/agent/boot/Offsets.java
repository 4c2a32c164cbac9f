package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;
import java.lang.reflect.Field;

/**
 * Accesses by {@code sun.misc.Unsafe} to fields and elements, told by woven code around each. Which
 * field an offset stands for is told where the program asks for it. Never throws.
 */
public final class Offsets {

  private static final WeakIdentityMap FIELDS = new WeakIdentityMap(); // class, offset to name

  private static int[] bases; // of arrays by component size; null until asked for

  private Offsets() {}

  /** The program has asked for the offset of that field. */
  @DontInline
  public static void told(long offset, Field field) {
    ThreadState ts = Threads.current();
    if (!ts.busy) {
      ts.enter();
      try {
        FIELDS.putIfAbsent(field.getDeclaringClass(), (int) offset, field.getName());
      } finally {
        ts.leave();
      }
    }
  }

  /** What lies there is read; told after it. */
  @DontInline
  public static void read(Object target, long offset, ThreadState ts, int site) {
    access(target, offset, false, ts, site);
  }

  /** What lies there is written; told before it. */
  @DontInline
  public static void write(Object target, long offset, ThreadState ts, int site) {
    access(target, offset, true, ts, site);
  }

  private static void access(Object target, long offset, boolean writes, ThreadState ts, int site) {
    if (target == null || ts.busy || !Sync.enabled) {
      return;
    }
    try {
      if (target.getClass().isArray()) {
        element(target, offset, writes, ts, site);
        return;
      }
      Reached field = field(target, offset);
      if (field != null && !field.isVolatile()) {
        field.access(target, writes, ts, site);
      }
    } catch (Throwable t) {
      Failures.count(t);
    }
  }

  private static void element(Object array, long offset, boolean writes, ThreadState ts, int site) {
    int index = index(array, offset);
    if (index < 0) {
      return;
    }
    if (writes) {
      Arrays.write(array, index, ts, site);
    } else {
      Arrays.read(array, index, ts, site);
    }
  }

  /** The sync variable of what lies there, or null. */
  @DontInline
  public static SyncVar var(Object target, long offset) {
    if (target == null || !Sync.enabled || Threads.current().busy) {
      return null;
    }
    try {
      if (target.getClass().isArray()) {
        return Elements.of(index(target, offset), target);
      }
      Reached field = field(target, offset);
      return field == null ? Elements.of((int) offset, target) : field.sync(target);
    } catch (Throwable t) {
      Failures.count(t);
      return null;
    }
  }

  private static Reached field(Object target, long offset) {
    Class<?> c = target instanceof Class ? (Class<?>) target : target.getClass();
    for (; c != null && c != Object.class; c = c.getSuperclass()) {
      Object name = FIELDS.get(c, (int) offset);
      if (name != null) {
        return Reached.field(c, (String) name);
      }
    }
    return null;
  }

  private static int index(Object array, long offset) {
    Class<?> c = array.getClass().getComponentType();
    int scale =
        c == byte.class || c == boolean.class
            ? 1
            : c == short.class || c == char.class
                ? 2
                : c == int.class || c == float.class ? 4 : c.isPrimitive() ? 8 : 0;
    int[] known = layout();
    int base = scale == 0 ? known[0] : known[scale];
    return base == 0 ? -1 : (int) ((offset - base) / (scale == 0 ? known[9] : scale));
  }

  private static int[] layout() {
    int[] known = bases;
    if (known == null) {
      known = new int[10];
      known[0] = constant("ARRAY_OBJECT_BASE_OFFSET");
      known[1] = constant("ARRAY_BYTE_BASE_OFFSET");
      known[2] = constant("ARRAY_SHORT_BASE_OFFSET");
      known[4] = constant("ARRAY_INT_BASE_OFFSET");
      known[8] = constant("ARRAY_LONG_BASE_OFFSET");
      known[9] = Math.max(1, constant("ARRAY_OBJECT_INDEX_SCALE"));
      bases = known;
    }
    return known;
  }

  private static int constant(String name) {
    try {
      return Class.forName("sun.misc.Unsafe", true, null).getField(name).getInt(null);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return 0;
    }
  }
}
