package io.conccheck.agent.boot;

/**
 * Optimistic reads of a {@code StampedLock}: what is read between the stamp and its validation
 * counts only if the validation succeeds. Until then reads are not recorded, as a writer that comes
 * in between makes them void, and those that look unordered are kept aside: until the stamp is
 * validated, or another one taken, or the thread ends without that. Over once the thread releases
 * anything. One thread's.
 */
public final class Optimistic {

  private static final int MOST = 16;

  private Object lock;
  private long epoch;
  private int count;
  private final long[] words = new long[MOST];
  private final int[] sites = new int[MOST];
  private final int[] variables = new int[MOST];
  private final Object[] owners = new Object[MOST];

  private Optimistic() {}

  /** The thread has got a stamp: all exclusive holds that have ended are before what it reads. */
  public static void begin(Object lock) {
    ThreadState ts = Sync.enabled ? Threads.current() : null;
    if (ts == null || ts.busy) {
      return;
    }
    LockVar.of(lock).acquire(ts);
    Optimistic o = ts.optimistic;
    if (o == null) {
      o = new Optimistic();
      ts.optimistic = o;
    }
    o.tell(ts);
    o.lock = lock;
    o.epoch = ts.epoch;
  }

  /** The thread has validated a stamp of the lock; if in vain, what it read is void. */
  public static void end(Object lock, boolean valid) {
    ThreadState ts = Sync.enabled ? Threads.current() : null;
    if (ts == null || ts.busy || ts.optimistic == null || ts.optimistic.lock != lock) {
      return;
    }
    Optimistic o = ts.optimistic;
    if (!valid) {
      o.forget();
      return;
    }
    o.tellSuspects(ts); // the stamp stays good for further reads
  }

  /** The thread has taken the lock itself: what it reads from now on counts at once. */
  public static void leave(Object lock) {
    ThreadState ts = Sync.enabled ? Threads.current() : null;
    if (ts != null && !ts.busy && ts.optimistic != null && ts.optimistic.lock == lock) {
      ts.optimistic.epoch = 0;
    }
  }

  private void tellSuspects(ThreadState ts) {
    int n = count;
    count = 0;
    for (int i = 0; i < n; i++) {
      if (!ts.covers(words[i])) {
        Shadow.writeRead(words[i], ts, sites[i], owners[i], variables[i]);
      }
      owners[i] = null;
    }
  }

  /** The thread ends: a stamp that it has not validated it never will. */
  static void ending(ThreadState ts) {
    if (ts.optimistic != null && !ts.busy) {
      ts.optimistic.tell(ts);
    }
  }

  /** What was read under a stamp that was never validated counts as it is. */
  private void tell(ThreadState ts) {
    tellSuspects(ts);
    forget();
  }

  private void forget() {
    for (int i = 0; i < count; i++) {
      owners[i] = null;
    }
    count = 0;
    lock = null;
    epoch = 0;
  }

  /** True while the thread reads under a stamp that it has yet to validate. */
  static boolean reads(ThreadState ts) {
    return ts.optimistic != null && ts.optimistic.epoch == ts.epoch;
  }

  /** Keeps an unordered read until the stamp is validated. */
  void suspect(long word, int site, Object owner, int variable) {
    if (count < MOST) {
      words[count] = word;
      sites[count] = site;
      owners[count] = owner;
      variables[count++] = variable;
    }
  }
}
