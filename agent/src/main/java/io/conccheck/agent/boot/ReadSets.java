package io.conccheck.agent.boot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Sets of unordered reads, so that a read-shared variable costs one word that names its set. A word
 * of a set has thread id 0xFFFF and the set's number.
 *
 * <p>A set never changes. Each holds its own word before its reads, in a ring that the newest sets
 * go round: one whose place was taken by a newer one stands for no read any more. Races with those
 * reads can then be missed, none is invented ({@link #dropped} counts them). Any thread may call
 * this, without a lock.
 */
public final class ReadSets {

  private static final long MARK = 0xFFFFL << ThreadState.TID_SHIFT;
  private static final long[] NONE = {0};

  /** A set of two takes some 44 bytes, so all of them at most a twentieth of the largest heap. */
  private static final long BYTES_OF_HEAP = 1 << 10;

  private static final int SMALLEST = 1 << 13;
  private static final int LARGEST = 1 << 20;

  private static final long[][] RING = new long[places()][];
  private static final VarHandle COUNT = handle();

  private static volatile long count;

  private ReadSets() {}

  private static VarHandle handle() {
    try {
      return MethodHandles.lookup().findStaticVarHandle(ReadSets.class, "count", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static int places() {
    long most = Runtime.getRuntime().maxMemory() / BYTES_OF_HEAP;
    int n = SMALLEST;
    while (n < LARGEST && n * 2L <= most) {
      n *= 2;
    }
    return n;
  }

  static boolean isSet(long word) {
    return word >>> ThreadState.TID_SHIFT == 0xFFFF;
  }

  /** The reads of the set, from index 1 on. */
  static long[] elements(long word) {
    long[] set = RING[(int) word & RING.length - 1];
    return set != null && set[0] == word ? set : NONE;
  }

  /** The word for the reads in {@code word}, less those ordered before it, plus this one. */
  static long add(long word, ThreadState ts, long mine) {
    long[] old = isSet(word) ? elements(word) : new long[] {0, word};
    int kept = 0;
    for (int i = 1; i < old.length; i++) {
      if (!ts.covers(old[i])) {
        kept++;
      } else if ((old[i] ^ mine) >>> ThreadState.SITE_BITS == 0) {
        return word;
      }
    }
    if (kept == 0) {
      return mine;
    }
    long[] set = new long[kept + 2];
    int n = 1;
    for (int i = 1; i < old.length; i++) {
      if (!ts.covers(old[i])) {
        set[n++] = old[i];
      }
    }
    set[n] = mine;
    sort(set);
    return ts.seen.made(set);
  }

  /** By value, so that equal sets are the same array of numbers. */
  private static void sort(long[] a) {
    for (int i = 2; i < a.length; i++) {
      long v = a[i];
      int j = i - 1;
      while (j > 0 && a[j] > v) {
        a[j + 1] = a[j];
        j--;
      }
      a[j + 1] = v;
    }
  }

  /** The first of so many numbers for sets. */
  static long numbers(int n) {
    return (long) COUNT.getAndAdd((long) n) + 1;
  }

  /** Gives the set the word of that number, which becomes its first element. */
  static long publish(long[] set, long number) {
    long word = MARK | number;
    set[0] = word;
    VarHandle.releaseFence();
    RING[(int) word & RING.length - 1] = set;
    return word;
  }

  /** About how many sets gave way to newer ones: numbers that were not yet used count. */
  public static long dropped() {
    return Math.max(0, count - RING.length);
  }
}
