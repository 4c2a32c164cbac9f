package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;

/**
 * Accesses by {@code sun.misc.Unsafe} to fields and elements, told by woven code around each. Which
 * field an offset stands for is told where the program asks for it. Never throws.
 */
public final class Offsets {

  private static final WeakIdentityMap FIELDS = new WeakIdentityMap(); // class, offset to name

  private static final ByClass KNOWN = new ByClass();

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
        ts.busy = false;
        Pin.off();
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
    Known[] known = KNOWN.get(c);
    Reached field = known[0].find(offset);
    return field != null ? field : find(c, offset, known);
  }

  @DontInline
  private static Reached find(Class<?> type, long offset, Known[] known) {
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      Object name = FIELDS.get(c, (int) offset);
      if (name != null) {
        Reached field = Reached.field(c, (String) name);
        Known more = known[0].with(offset, field);
        VarHandle.releaseFence();
        known[0] = more; // without order: what is lost is found again
        return field;
      }
    }
    return null;
  }

  /** What was found by offset in one class; never changed. */
  private static final class Known {
    private final long[] offsets;
    private final Reached[] fields;

    Known(long[] offsets, Reached[] fields) {
      this.offsets = offsets;
      this.fields = fields;
    }

    Reached find(long offset) {
      for (int i = 0; i < offsets.length; i++) {
        if (offsets[i] == offset) {
          return fields[i];
        }
      }
      return null;
    }

    Known with(long offset, Reached field) {
      int n = offsets.length;
      long[] moreOffsets = new long[n + 1];
      Reached[] moreFields = new Reached[n + 1];
      System.arraycopy(offsets, 0, moreOffsets, 0, n);
      System.arraycopy(fields, 0, moreFields, 0, n);
      moreOffsets[n] = offset;
      moreFields[n] = field;
      return new Known(moreOffsets, moreFields);
    }
  }

  /** Found fields by class, kept by the class; the one place of an array is the table. */
  private static final class ByClass extends ClassValue<Known[]> {
    @Override
    protected Known[] computeValue(Class<?> type) {
      return new Known[] {new Known(new long[0], new Reached[0])};
    }
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
