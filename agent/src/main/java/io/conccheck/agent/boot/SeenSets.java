package io.conccheck.agent.boot;

/**
 * What adding this thread's read to a set gave, for the sets it met in this epoch. One thread's.
 */
final class SeenSets {

  private static final int SIZE = 64;

  private final long[] from = new long[SIZE];
  private final long[] to = new long[SIZE];
  private final long[] epochs = new long[SIZE];

  /** The word that the last {@link #hit} found. */
  long result;

  /**
   * True if the set was met in this epoch. The site of the first such read stands for all: which of
   * a thread's reads in one epoch is named makes no difference to order.
   */
  boolean hit(long word, long epoch) {
    int i = (int) word & (SIZE - 1);
    if (epochs[i] == epoch && from[i] == word) {
      result = to[i];
      return true;
    }
    return false;
  }

  void remember(long word, long result, long epoch) {
    this.result = result;
    store(word, result, epoch);
    store(result, result, epoch);
  }

  private void store(long word, long result, long epoch) {
    int i = (int) word & (SIZE - 1);
    from[i] = word;
    to[i] = result;
    epochs[i] = epoch;
  }
}
