package io.conccheck.agent.boot;

/**
 * Which epochs of a thread lay within a class initialiser that has ended. Whoever uses a class
 * after its initialiser has ended does so after all that the initialiser did (JLS 12.4.2), and what
 * an initialiser wrote is reached through its class; so an access within an initialiser is before
 * any access after its end. That can miss a race on an object that the initialiser gave away by
 * another road, and invents none.
 */
public final class ClassInits {

  private static int[] tids = new int[64]; // this and the two below are guarded by the class
  private static int[] from = new int[64];
  private static int[] to = new int[64];
  private static int size;

  private ClassInits() {}

  /** Called as the first thing an initialiser does; the result goes to {@link #end}. */
  public static int begin(ThreadState ts) {
    ts.release();
    return ts.time();
  }

  /** Called as the last thing an initialiser does, also when it throws. */
  public static void end(ThreadState ts, int begun) {
    int tid = ts.tid();
    int time = ts.time();
    if (tid != 0 && time >= begun) {
      add(tid, begun, time);
    }
    ts.release();
  }

  private static synchronized void add(int tid, int begun, int ended) {
    if (size == tids.length) {
      tids = longer(tids);
      from = longer(from);
      to = longer(to);
    }
    tids[size] = tid;
    from[size] = begun;
    to[size] = ended;
    size++;
  }

  private static int[] longer(int[] a) {
    int[] b = new int[a.length * 2];
    System.arraycopy(a, 0, b, 0, a.length);
    return b;
  }

  /** True if the access that left this word was made within an initialiser that has ended. */
  static synchronized boolean contain(long word) {
    int tid = (int) (word >>> ThreadState.TID_SHIFT);
    int time = (int) (word >>> ThreadState.SITE_BITS) & ThreadState.CLOCK_MAX;
    for (int i = 0; i < size; i++) {
      if (tids[i] == tid && from[i] <= time && time <= to[i]) {
        return true;
      }
    }
    return false;
  }
}
