package io.conccheck.agent.boot;

/**
 * One thread's vector clock of the order that {@link Order} tells of. Components exist only for
 * threads that asked for a lock while holding one, so clocks stay empty in programs that never
 * nest. Owned by its thread.
 */
public final class OrderClock {

  private static final int[] NONE = {};

  private int[] times = NONE; // the array itself is never changed
  private int[] past = NONE; // what the tasks before this one knew and did
  private int id; // 0: no component of its own yet
  private int time;
  private int version;
  private boolean stamped; // something has the present time
  private int[] released = NONE; // by the last release, unless anything has changed since

  /** Gives this thread a component, which counts from {@code from} + 1 on. */
  public void begin(int newId, int from) {
    id = newId;
    time = from + 1;
    released = NONE;
    version++;
  }

  /** The thread's component, 0 if it has none. */
  public int id() {
    return id;
  }

  /** Present time of the thread's own component. */
  public int time() {
    return time;
  }

  /** Like {@link #time} for what others may have to be compared with: it is told with that time. */
  public int stamp() {
    stamped = true;
    return time;
  }

  /** Changes whenever anything of the clock does. */
  public int version() {
    return version;
  }

  /** All that this thread has learnt from others, by component; not to be changed. */
  public int[] learnt() {
    return times;
  }

  /** True if there is nothing that {@link #restart} could set aside. */
  public boolean isEmpty() {
    return id == 0 && times.length == 0;
  }

  /** Sets all aside until {@link #recall}: what comes next might as well be done by another. */
  public void restart() {
    int[] all = release();
    past = all == null ? past : join(past, all);
    times = NONE;
    id = 0;
    time = 0;
    released = NONE;
    version++;
  }

  /** Takes back what was set aside. */
  public void recall() {
    acquire(past);
    past = NONE;
  }

  /** All this thread knows, for others to acquire, null if nothing; what it does next is later. */
  int[] release() {
    if (id == 0) {
      return times.length == 0 ? null : times;
    }
    if (!stamped && released != NONE) {
      return released; // nothing has a time that it does not tell
    }
    int[] out = new int[Math.max(times.length, id + 1)];
    System.arraycopy(times, 0, out, 0, times.length);
    out[id] = time;
    time++;
    version++;
    stamped = false;
    released = out;
    return out;
  }

  void acquire(int[] other) {
    int[] joined = join(times, other);
    if (joined != times) {
      times = joined;
      released = NONE;
      version++;
    }
  }

  /** The least clock that covers both; {@code a} itself if it covers {@code b}. */
  static int[] join(int[] a, int[] b) {
    boolean covers = true;
    for (int i = 0; i < b.length && covers; i++) {
      covers = b[i] <= (i < a.length ? a[i] : 0);
    }
    if (covers) {
      return a;
    }
    int[] max = new int[Math.max(a.length, b.length)];
    System.arraycopy(a, 0, max, 0, a.length);
    for (int i = 0; i < b.length; i++) {
      if (b[i] > max[i]) {
        max[i] = b[i];
      }
    }
    return max;
  }
}
