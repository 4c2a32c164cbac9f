package io.conccheck.agent.boot;

/**
 * Accesses that a loop has made to elements of one array, told when it is left; within the loop
 * nothing could order. Called by woven code only; never throws.
 */
public final class LoopChecks {

  /** Stands for the array of an access that was not made yet. */
  public static final Object NONE = new Object();

  /** A thread that is not tracked: what is checked for it is not checked. */
  private static final ThreadState NOBODY =
      new ThreadState(null, new ThreadInfo(0, "nobody", false, null, null, 0));

  private LoopChecks() {}

  /**
   * How many rounds were completed.
   *
   * @param progress its lowest bit is set if the round that was not completed moved the counter
   */
  public static int rounds(int counter, int start, int step, int progress) {
    int moved = step == 1 ? counter - start : (counter - start) / step;
    return moved - (progress & 1);
  }

  /** How often the access of that number was made, in complete rounds and the last one. */
  public static int times(int rounds, int number, int progress) {
    return rounds + (number < progress >> 1 ? 1 : 0);
  }

  /** The thread's state if there was any access, else that of nobody. */
  public static ThreadState ifAny(int times, ThreadState ts) {
    return times != 0 ? ts : NOBODY;
  }

  /** That many elements, {@code stride} apart, were read. */
  public static void read(
      Object array, int first, int stride, int times, ThreadState ts, int site) {
    if (times == 0 || array == null || array == NONE) {
      return;
    }
    int last = first + (times - 1) * stride;
    if (stride == 1 || stride == 0) {
      Arrays.readRange(array, first, stride == 0 ? first + 1 : last + 1, ts, site);
    } else if (stride == -1) {
      Arrays.readRange(array, last, first + 1, ts, site);
    } else {
      for (int i = 0; i < times; i++) {
        Arrays.read(array, first + i * stride, ts, site);
      }
    }
  }

  /** That many elements, {@code stride} apart, were written. */
  public static void write(
      Object array, int first, int stride, int times, ThreadState ts, int site) {
    if (times == 0 || array == null || array == NONE) {
      return;
    }
    int last = first + (times - 1) * stride;
    if (stride == 1 || stride == 0) {
      Arrays.writeRange(array, first, stride == 0 ? first + 1 : last + 1, ts, site);
    } else if (stride == -1) {
      Arrays.writeRange(array, last, first + 1, ts, site);
    } else {
      for (int i = 0; i < times; i++) {
        Arrays.write(array, first + i * stride, ts, site);
      }
    }
  }

  /**
   * That element was read of so many arrays, which lie {@code stride} apart in another one.
   *
   * @param rows the other one, null if it was not the same in all rounds
   */
  public static void readColumn(
      Object rows, int first, int stride, int times, int column, ThreadState ts, int site) {
    if (areThere(rows, first, stride, times)) {
      Columns.told((Object[]) rows, first, stride, times, column, false, ts, site);
    }
  }

  /** Like {@link #readColumn} for an element that was written. */
  public static void writeColumn(
      Object rows, int first, int stride, int times, int column, ThreadState ts, int site) {
    if (areThere(rows, first, stride, times)) {
      Columns.told((Object[]) rows, first, stride, times, column, true, ts, site);
    }
  }

  /** True if there is anything to check, and no index out of range. */
  private static boolean areThere(Object rows, int first, int stride, int times) {
    if (times <= 0 || !(rows instanceof Object[])) {
      return false;
    }
    long last = first + (times - 1L) * stride;
    int length = ((Object[]) rows).length;
    return first >= 0 && first < length && last >= 0 && last < length;
  }

  /**
   * Before an element is read in a loop.
   *
   * @param before the array of the rounds before, {@link #NONE} in the first one, null if accesses
   *     are told at once by now
   * @return the same for the next round
   */
  public static Object sameRead(
      Object array, int index, Object before, int first, int stride, ThreadState ts, int site) {
    if (array == before || before == NONE) {
      return array;
    }
    if (before != null) {
      read(before, first, stride, stride == 0 ? 1 : (index - first) / stride, ts, site);
    }
    Arrays.read(array, index, ts, site);
    return null;
  }

  /** Like {@link #sameRead} for an element that is written. */
  public static Object sameWritten(
      Object array, int index, Object before, int first, int stride, ThreadState ts, int site) {
    if (array == before || before == NONE) {
      return array;
    }
    if (before != null) {
      write(before, first, stride, stride == 0 ? 1 : (index - first) / stride, ts, site);
    }
    Arrays.write(array, index, ts, site);
    return null;
  }
}
