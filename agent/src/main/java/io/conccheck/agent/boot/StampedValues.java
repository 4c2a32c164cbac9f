package io.conccheck.agent.boot;

import java.util.concurrent.atomic.AtomicMarkableReference;
import java.util.concurrent.atomic.AtomicStampedReference;

/** What references with a stamp or mark hold now, of what a look gave: the one or the other. */
final class StampedValues {

  private StampedValues() {}

  static boolean are(Object o) {
    return o instanceof AtomicStampedReference || o instanceof AtomicMarkableReference;
  }

  /** The reference, null if the look gave the stamp. */
  static Object now(Object o, Window w) {
    if (w.numeric) {
      return null;
    }
    return o instanceof AtomicStampedReference
        ? ((AtomicStampedReference<?>) o).getReference()
        : ((AtomicMarkableReference<?>) o).getReference();
  }

  /** The stamp or mark, 0 if the look gave the reference. */
  static long nowNumber(Object o, Window w) {
    if (!w.numeric) {
      return 0;
    }
    return o instanceof AtomicStampedReference
        ? ((AtomicStampedReference<?>) o).getStamp()
        : ((AtomicMarkableReference<?>) o).isMarked() ? 1 : 0;
  }
}
