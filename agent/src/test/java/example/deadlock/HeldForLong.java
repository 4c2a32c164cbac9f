package example.deadlock;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Locks that others wait for: one is held for long, one is only taken again and again. */
public final class HeldForLong {

  private static final long HELD_MILLIS = 2_000;
  private static final long IN_TURN_NANOS = 1_500_000_000L;
  private static final long SHORT_NANOS = 1_000_000;

  private final CountDownLatch held = new CountDownLatch(1);
  private final Lock lock = new ReentrantLock();

  private HeldForLong() {}

  public static void main(String[] args) throws Exception {
    new HeldForLong().methods();
    new HeldForLong().inTurn();
    System.out.println("done");
  }

  private synchronized void hold() throws InterruptedException {
    held.countDown();
    Thread.sleep(HELD_MILLIS);
  }

  private synchronized void enter() {}

  /** One waiter has done other things before; the other one's first act is the call. */
  private void methods() throws InterruptedException {
    Thread holder = new Thread(() -> Turns.now(this::hold), "holder");
    holder.start();
    held.await();
    Thread fresh = new Thread(this::enter, "fresh");
    Thread known =
        new Thread(
            () -> {
              lock.lock();
              lock.unlock();
              enter();
            },
            "known");
    fresh.start();
    known.start();
    holder.join();
    fresh.join();
    known.join();
  }

  /** Threads that bar each other's way, though each lets go after a millisecond. */
  private void inTurn() throws InterruptedException {
    Thread[] all = new Thread[3];
    for (int i = 0; i < all.length; i++) {
      all[i] = new Thread(this::take, "in-turn-" + i);
      all[i].start();
    }
    for (Thread t : all) {
      t.join();
    }
  }

  private void take() {
    long end = System.nanoTime() + IN_TURN_NANOS;
    while (System.nanoTime() < end) {
      lock.lock();
      try {
        long until = System.nanoTime() + SHORT_NANOS;
        while (System.nanoTime() < until) {
          Thread.onSpinWait();
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
