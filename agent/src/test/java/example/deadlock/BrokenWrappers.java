package example.deadlock;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Locks behind wrappers, conditions, permits and chains, in orders that can close a circle; each
 * nested class is one case.
 */
public final class BrokenWrappers {

  private BrokenWrappers() {}

  static void run() throws Exception {
    StaticAndInstance.run();
    NestedCondition.run();
    ThroughWrapper.run();
    ReadThenLock.run();
    TriedPermit.run();
    HandOverHand.run();
    OneSeat.run();
  }

  /** A lock of the program's own that only shares, with one seat. */
  static final class OneSeat {
    static void run() throws Exception {
      Seats a = new Seats(1);
      Seats b = new Seats(1);
      Turns.inTurn(() -> take(a, b), () -> take(b, a));
    }

    static void take(Seats outer, Seats inner) {
      outer.acquireShared(1);
      inner.acquireShared(1);
      inner.releaseShared(1);
      outer.releaseShared(1);
    }
  }

  static final class StaticAndInstance {
    static void run() throws Exception {
      StaticAndInstance s = new StaticAndInstance();
      Turns.inTurn(s::outer, () -> second(s));
    }

    synchronized void outer() {
      first();
    }

    static synchronized void first() {
      Thread.onSpinWait();
    }

    static synchronized void second(StaticAndInstance s) {
      s.inner();
    }

    synchronized void inner() {
      Thread.onSpinWait();
    }
  }

  /** Waiting on an inner lock's condition lets only that go: it is taken back under the outer. */
  static final class NestedCondition {
    static void run() throws Exception {
      Lock outer = new ReentrantLock();
      Lock inner = new ReentrantLock();
      Condition c = inner.newCondition();
      Turns.inTurn(
          () -> {
            outer.lock();
            inner.lock();
            c.await(1, TimeUnit.MILLISECONDS);
            inner.unlock();
            outer.unlock();
          },
          () -> {
            inner.lock();
            outer.lock();
            outer.unlock();
            inner.unlock();
          });
    }
  }

  static final class ThroughWrapper {
    /** A lock that counts. */
    static final class Counting {
      private final Lock behind = new ReentrantLock();
      private int count;

      void take() {
        behind.lock();
        count++;
      }

      void give() {
        behind.unlock();
      }
    }

    static void run() throws Exception {
      Counting a = new Counting();
      Counting b = new Counting();
      Turns.inTurn(() -> nest(a, b), () -> nest(b, a));
    }

    static void nest(Counting outer, Counting inner) {
      outer.take();
      inner.take();
      inner.give();
      outer.give();
    }
  }

  static final class ReadThenLock {
    static void run() throws Exception {
      ReentrantReadWriteLock rw = new ReentrantReadWriteLock(true);
      Lock lock = new ReentrantLock(true);
      Turns.inTurn(
          () -> BrokenLocks.both(rw.readLock(), lock),
          () -> BrokenLocks.both(lock, rw.writeLock()));
    }
  }

  static final class TriedPermit {
    static void run() throws Exception {
      Semaphore a = new Semaphore(1);
      Semaphore b = new Semaphore(1);
      Turns.inTurn(() -> nest(a, b), () -> nest(b, a));
    }

    static void nest(Semaphore outer, Semaphore inner) throws InterruptedException {
      if (outer.tryAcquire()) {
        inner.acquire();
        inner.release();
        outer.release();
      }
    }
  }

  /** Locks along a list, one ahead of the other, forwards and backwards. */
  static final class HandOverHand {
    static void run() throws Exception {
      Lock[] chain = {new ReentrantLock(), new ReentrantLock(), new ReentrantLock()};
      Turns.inTurn(() -> walk(chain, 0, 1), () -> walk(chain, 2, -1));
    }

    static void walk(Lock[] chain, int from, int step) {
      chain[from].lock();
      for (int i = 1; i < chain.length; i++) {
        chain[from + i * step].lock();
        chain[from + (i - 1) * step].unlock();
      }
      chain[from + (chain.length - 1) * step].unlock();
    }
  }
}
