package io.conccheck.agent.boot;

/**
 * Order that every schedule keeps: start, join, submit to run, get, latch, barrier, phaser. Only
 * this order takes a pair of lock acquisitions out of a predicted deadlock; that of a lock's
 * release to its next acquisition, of a volatile or of a queue does not, for another schedule turns
 * it round.
 *
 * <p>A model whose edge is of that kind calls {@link #release} and {@link #acquire} here instead of
 * those of {@link Sync}: they give both orders.
 */
public final class Order {

  /** False while nobody predicts: then an edge costs what it costs in {@link Sync}. */
  public static volatile boolean enabled;

  private static final WeakIdentityMap RELEASED = new WeakIdentityMap();

  private Order() {}

  /** Everything this thread has done is, in every schedule, before what acquires {@code key}. */
  public static void release(Object key) {
    Sync.release(key);
    if (enabled && key != null) {
      ThreadState ts = Threads.current();
      if (!ts.busy) {
        publish(key, ts);
      }
    }
  }

  /** Everything released at {@code key} so far is before what this thread does next. */
  public static void acquire(Object key) {
    Windows.forget();
    join(key);
  }

  /** Like {@link #acquire} after waiting for an event, not for somebody's end. */
  public static void pass(Object key) {
    Windows.awaited();
    join(key);
  }

  private static void join(Object key) {
    Sync.acquire(key);
    if (enabled && key != null) {
      ThreadState ts = Threads.current();
      if (!ts.busy) {
        learn(key, ts);
      }
    }
  }

  /** Like {@link #release} for this order alone. */
  public static void publish(Object key, ThreadState ts) {
    if (!enabled) {
      return;
    }
    int[] times = ts.order.release();
    if (times == null) {
      return; // knows of no acquisition that could be before another
    }
    Times mine = new Times(times);
    Times there = (Times) RELEASED.putIfAbsent(key, mine);
    if (there != mine) {
      there.add(times);
    }
  }

  /** Like {@link #acquire} for this order alone. */
  public static void learn(Object key, ThreadState ts) {
    if (enabled) {
      Times there = (Times) RELEASED.get(key);
      if (there != null) {
        ts.order.acquire(there.get());
      }
    }
  }

  /** What was released at one key; the array is never changed. */
  private static final class Times {
    private volatile int[] times; // changed under this alone

    Times(int[] times) {
      this.times = times;
    }

    int[] get() {
      return times;
    }

    void add(int[] more) {
      Pin.on();
      try {
        join(more);
      } finally {
        Pin.off();
      }
    }

    private synchronized void join(int[] more) {
      times = OrderClock.join(times, more);
    }
  }
}
