package io.conccheck.agent.boot;

/**
 * How the program compared a number that it had looked up, and with what. An act that such
 * comparisons decide about, and that does not write what was computed from the number, is as good
 * as one operation with the look as long as the number that is there now would decide the same.
 * Told and asked by the thread that looked.
 */
public final class Decisions {

  /** Relations of what was seen to what it is compared with. */
  public static final int EQUAL = 0;

  public static final int LESS = 1;
  public static final int GREATER = 2;

  private static final int MOST = 4;

  private final long[] others = new long[MOST];
  private final int[] relations = new int[MOST];
  private int size; // over MOST if there were more

  private Decisions() {}

  /**
   * What that look saw is about to be compared.
   *
   * @param other what with
   * @param relation what is asked; its contrary is the same question
   */
  public static void compared(long other, int look, int relation) {
    Window w = Windows.none() ? null : Windows.latest(Threads.current(), look);
    if (w == null) {
      return;
    }
    if (w.decisions == null) {
      w.decisions = new Decisions();
    }
    w.decisions.add(other, relation);
  }

  private void add(long other, int relation) {
    if (size < MOST) {
      others[size] = other;
      relations[size] = relation;
    }
    size = Math.min(size + 1, MOST + 1);
  }

  /** True if the number that is there now leads to an act that does not hang on it otherwise. */
  static boolean stand(Window w, int how, long now) {
    Decisions d = w.decisions;
    if ((how & (Acts.TESTED | Acts.DATA)) != Acts.TESTED || d == null || d.size > MOST) {
      return false;
    }
    for (int i = 0; i < d.size; i++) {
      if (holds(w.number, d.others[i], d.relations[i]) != holds(now, d.others[i], d.relations[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean holds(long seen, long other, int relation) {
    return relation == EQUAL ? seen == other : relation == LESS ? seen < other : seen > other;
  }
}
