package io.conccheck.agent.boot;

/**
 * The loop of the program that its thread has gone through last, in which it waits until another
 * thread has set something: a flag that is looked at again and again, or a condition. Owned by its
 * thread.
 */
public final class Gate {

  private int site; // 0 if there was none yet
  private boolean open; // it looked, and nothing has asked since when it went on
  private long passed;
  private int laps;

  /** The thread looks whether it may go on. Called by woven code in each round; never throws. */
  public static void look(ThreadState ts, int site) {
    Gate g = ts.gate;
    g.site = site;
    g.open = true;
  }

  /**
   * The thread is in a method that has such a loop, and outside of that. Called by woven code;
   * never throws.
   */
  public static void lap(ThreadState ts) {
    ts.gate.laps++;
  }

  /**
   * Changes whenever the thread has left such a loop, or comes to one anew. Another thread may ask,
   * which sees the number late, if at all.
   */
  public int laps() {
    return laps;
  }

  /** True if the thread went on from there and nothing has asked since when that was. */
  boolean isOpen() {
    return open;
  }

  /** Where the loop is, 0 if the thread went through none. */
  public int site() {
    return site;
  }

  /**
   * When the thread went on, in terms of {@code System.nanoTime}: the time of the first call that
   * follows, since looking has to be cheap.
   */
  public long passed() {
    if (open) {
      open = false;
      passed = System.nanoTime();
    }
    return passed;
  }
}
