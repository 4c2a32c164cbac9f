package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.util.Optional;

/**
 * Accesses to memory segments (JDK 22 and later), told by woven code before each. What lies behind
 * one is an array, or memory that its arena has got, page by page, so that slices meet and memory
 * that is got again later does not. Memory of no arena is not watched, nor that of an arena that
 * one thread alone can use. What the call would refuse is passed over. Never throws.
 */
public final class Segments {

  private static final int PAGE_BITS = 12;
  static final int PAGE = 1 << PAGE_BITS; // bytes

  private static final WeakIdentityMap PAGES = new WeakIdentityMap(); // scope, page number to page
  private static final Object GLOBAL = new Object();

  private static final Class<?> TYPE = type();
  private static final MethodHandle ADDRESS = method("address", long.class);
  private static final MethodHandle SIZE = method("byteSize", long.class);
  private static final MethodHandle HEAP = method("heapBase", Optional.class);
  private static final MethodHandle SCOPE = method("scope", scope());

  private Segments() {}

  /** A piece of native memory. */
  static final class Page {
    private final long number;

    Page(long number) {
      this.number = number;
    }
  }

  /** True for what stands for native memory in race events. */
  public static boolean isMemory(Object owner) {
    return owner instanceof Page;
  }

  private static Class<?> type() {
    try {
      return Class.forName("java.lang.foreign.MemorySegment", false, null);
    } catch (ClassNotFoundException e) {
      return null; // an older JDK
    }
  }

  private static Class<?> scope() {
    try {
      return Class.forName("java.lang.foreign.MemorySegment$Scope", false, null);
    } catch (ClassNotFoundException e) {
      return Object.class;
    }
  }

  private static MethodHandle method(String name, Class<?> result) {
    try {
      Class<?> seen = result.isPrimitive() ? result : Object.class;
      return MethodHandles.publicLookup()
          .findVirtual(TYPE, name, MethodType.methodType(result))
          .asType(MethodType.methodType(seen, Object.class));
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  /** True if that is a segment of a JDK whose segments are known. */
  private static boolean isSegment(Object o) {
    return TYPE != null && TYPE.isInstance(o) && SCOPE != null && HEAP != null;
  }

  /**
   * What orders those who access the segment by a variable handle: one for all that lies behind it,
   * for a handle does not tell where it goes. Others than segments go by their index.
   */
  static SyncVar var(Object target, int index) throws Throwable {
    if (!isSegment(target)) {
      return Elements.of(index, target);
    }
    Object array = ((Optional<?>) (Object) HEAP.invokeExact(target)).orElse(null);
    Object scope = array != null ? array : (Object) SCOPE.invokeExact(target);
    return Sync.of(isOfNone(scope) ? GLOBAL : scope);
  }

  /** Like {@link #var}; null for others than segments. */
  static SyncVar varOf(Object target) throws Throwable {
    return isSegment(target) ? var(target, 0) : null;
  }

  private static boolean isOfNone(Object scope) {
    return scope.getClass().getName().endsWith(".GlobalSession");
  }

  /** So many bytes at that offset are read. */
  @DontInline
  public static void read(Object segment, long offset, long bytes, ThreadState ts, int site) {
    access(segment, offset, bytes, false, ts, site);
  }

  /** So many bytes at that offset are written. */
  @DontInline
  public static void write(Object segment, long offset, long bytes, ThreadState ts, int site) {
    access(segment, offset, bytes, true, ts, site);
  }

  /** All is read. */
  public static void readAll(Object segment, ThreadState ts, int site) {
    access(segment, 0, -1, false, ts, site);
  }

  /** All is written. */
  public static void writeAll(Object segment, ThreadState ts, int site) {
    access(segment, 0, -1, true, ts, site);
  }

  /** All of the other is copied to the beginning. */
  public static void copyFrom(Object to, Object from, ThreadState ts, int site) {
    readAll(from, ts, site);
    access(to, 0, size(from), true, ts, site);
  }

  /** So many bytes are copied. */
  public static void copy(
      Object from, long fromAt, Object to, long toAt, long bytes, ThreadState ts, int site) {
    read(from, fromAt, bytes, ts, site);
    write(to, toAt, bytes, ts, site);
  }

  /** So many elements are copied into an array. */
  public static void copy(
      Object from, long at, Object array, int index, int count, ThreadState ts, int site) {
    if (BulkChecks.length(array) > 0) {
      read(from, at, (long) count * scale(array), ts, site);
      BulkChecks.write(array, index, index + count, ts, site);
    }
  }

  /** So many elements are copied from an array. */
  public static void copy(
      Object array, int index, Object to, long at, int count, ThreadState ts, int site) {
    if (BulkChecks.length(array) > 0) {
      BulkChecks.readCount(array, index, count, ts, site);
      write(to, at, (long) count * scale(array), ts, site);
    }
  }

  private static int scale(Object array) {
    Class<?> c = array.getClass().getComponentType();
    return c == byte.class || c == boolean.class
        ? 1
        : c == short.class || c == char.class ? 2 : c == int.class || c == float.class ? 4 : 8;
  }

  private static long size(Object segment) {
    try {
      return isSegment(segment) ? (long) SIZE.invokeExact(segment) : 0;
    } catch (Throwable t) {
      return 0;
    }
  }

  private static void access(
      Object segment, long offset, long bytes, boolean writes, ThreadState ts, int site) {
    if (segment == null || ts.busy || !Sync.enabled || Sampling.ON && Sampling.skips(ts, site)) {
      return;
    }
    long size = size(segment);
    long count = bytes < 0 ? size : bytes;
    if (offset < 0 || count <= 0 || offset > size - count) {
      return;
    }
    try {
      long at = (long) ADDRESS.invokeExact(segment) + offset;
      Object array = ((Optional<?>) (Object) HEAP.invokeExact(segment)).orElse(null);
      if (array != null) {
        int scale = scale(array);
        touch(array, at / scale, (at + count + scale - 1) / scale, writes, ts, site);
        return;
      }
      Object scope = (Object) SCOPE.invokeExact(segment);
      if (!isOfNone(scope) && !scope.getClass().getName().endsWith(".ConfinedSession")) {
        pages(scope, at, at + count, writes, ts, site);
      }
    } catch (Throwable t) {
      Failures.count(t);
    }
  }

  private static void pages(
      Object scope, long from, long to, boolean writes, ThreadState ts, int site) {
    for (long at = from; at < to; ) {
      long number = at >>> PAGE_BITS;
      long end = Math.min(to, number + 1 << PAGE_BITS);
      Page page = page(scope, number, ts);
      if (page.number == number) { // it may be one that is very far away
        touch(page, at & PAGE - 1, (at & PAGE - 1) + end - at, writes, ts, site);
      }
      at = end;
    }
  }

  private static Page page(Object scope, long number, ThreadState ts) {
    Page page = (Page) PAGES.get(scope, (int) number);
    if (page != null) {
      return page;
    }
    ts.enter();
    try {
      return (Page) PAGES.putIfAbsent(scope, (int) number, new Page(number));
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }

  private static void touch(
      Object base, long from, long to, boolean writes, ThreadState ts, int site) {
    if (writes) {
      Arrays.writeRange(base, (int) from, (int) to, ts, site);
    } else {
      Arrays.readRange(base, (int) from, (int) to, ts, site);
    }
  }

  /** How many elements an array has. */
  static int length(Object base) {
    return base instanceof Page ? PAGE : Array.getLength(base);
  }
}
