package io.conccheck.agent.boot;

/**
 * Calls of the JDK that touch many elements of an array at once, told by woven code right before.
 * What the call would refuse is passed over. Never throws.
 */
public final class BulkChecks {

  private static final int DEEPEST = 8; // an array may contain itself

  private BulkChecks() {}

  static int length(Object array) {
    return array != null && array.getClass().isArray()
        ? java.lang.reflect.Array.getLength(array)
        : -1;
  }

  /** {@code System.arraycopy}. */
  public static void copy(
      Object from,
      int fromIndex,
      Object to,
      int toIndex,
      int count,
      ThreadState ts,
      int readSite,
      int writeSite) {
    boolean fits =
        fromIndex >= 0
            && toIndex >= 0
            && count > 0
            && fromIndex <= length(from) - count
            && toIndex <= length(to) - count;
    if (fits && storable(from.getClass(), to.getClass())) {
      Arrays.readRange(from, fromIndex, fromIndex + count, ts, readSite);
      Arrays.writeRange(to, toIndex, toIndex + count, ts, writeSite);
    }
  }

  private static boolean storable(Class<?> from, Class<?> to) {
    return from == to
        || !from.getComponentType().isPrimitive() && !to.getComponentType().isPrimitive();
  }

  /** All elements are read. */
  public static void readAll(Object array, ThreadState ts, int site) {
    Arrays.readRange(array, 0, length(array), ts, site);
  }

  /** All elements of both are read, if they are as many. */
  public static void readBoth(Object array, Object other, ThreadState ts, int site, int otherSite) {
    if (length(array) == length(other)) {
      readAll(array, ts, site);
      readAll(other, ts, otherSite);
    }
  }

  /** All elements are read, and those of arrays among them. */
  public static void readDeepAll(Object array, ThreadState ts, int site) {
    readDeep(array, ts, site, DEEPEST);
  }

  private static void readDeep(Object array, ThreadState ts, int site, int depth) {
    readAll(array, ts, site);
    if (array instanceof Object[] && depth > 0) {
      for (Object element : (Object[]) array) {
        if (element != null && element.getClass().isArray()) {
          readDeep(element, ts, site, depth - 1);
        }
      }
    }
  }

  /** All elements are written. */
  public static void writeAll(Object array, ThreadState ts, int site) {
    Arrays.writeRange(array, 0, length(array), ts, site);
  }

  /** Elements up to, not including, {@code to} are read, as far as there are any. */
  public static void read(Object array, int from, int to, ThreadState ts, int site) {
    if (from >= 0 && from <= to && from <= length(array)) {
      Arrays.readRange(array, from, to, ts, site);
    }
  }

  /** So many elements from {@code from} on are read, unless that is more than there are. */
  public static void readCount(Object array, int from, int count, ThreadState ts, int site) {
    if (from >= 0 && count > 0 && from <= length(array) - count) {
      Arrays.readRange(array, from, from + count, ts, site);
    }
  }

  /** So many elements from {@code from} on were written, as far as there are any. */
  public static void writeCount(Object array, int from, int count, ThreadState ts, int site) {
    if (from >= 0 && count > 0) {
      Arrays.writeRange(array, from, from + count, ts, site);
    }
  }

  /**
   * A collection has put its elements into an array, if that is the one it was handed. How many is
   * asked only of the JDK's own, which have no locks and no program's code in the way.
   */
  public static void filled(
      Object result, Object array, Object collection, ThreadState ts, int site) {
    if (result == array && array != null && !ts.busy && UnitKind.of(collection.getClass()).self) {
      int size = ((java.util.Collection<?>) collection).size();
      writeCount(array, 0, Math.min(size + 1, length(array)), ts, site);
    }
  }

  /** Elements up to, not including, {@code to} are written, unless that is more than there are. */
  public static void write(Object array, int from, int to, ThreadState ts, int site) {
    if (from >= 0 && from <= to && to <= length(array)) {
      Arrays.writeRange(array, from, to, ts, site);
    }
  }
}
