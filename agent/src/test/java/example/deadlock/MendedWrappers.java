package example.deadlock;

import example.deadlock.BrokenCallbacks.LockingKey;
import java.util.Vector;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Twins of {@link BrokenWrappers} that no schedule can stop; each nested class is one case. */
public final class MendedWrappers {

  private MendedWrappers() {}

  static void run() throws Exception {
    NestedCondition.run();
    HandOverHand.run();
    Reentrant.run();
    TieLock.run();
    PrivateCopies.run();
    BackOffLoop.run();
    SemaphoreGate.run();
    ConfinedToOwner.run();
    TwoSeats.run();
    SeatAsSign.run();
  }

  /** Each of the two threads finds a seat. */
  static final class TwoSeats {
    static void run() throws Exception {
      Seats a = new Seats(2);
      Seats b = new Seats(2);
      Turns.inTurn(
          () -> BrokenWrappers.OneSeat.take(a, b), () -> BrokenWrappers.OneSeat.take(b, a));
    }
  }

  /** What one thread takes another gives. */
  static final class SeatAsSign {
    static void run() throws Exception {
      Object lock = new Object();
      Seats sign = new Seats(0);
      Turns.inTurn(
          () -> {
            synchronized (lock) {
              sign.releaseShared(2);
            }
          },
          () -> {
            sign.acquireShared(1);
            synchronized (lock) {
              sign.acquireShared(1);
            }
          });
    }
  }

  static void both(Object outer, Object inner) {
    synchronized (outer) {
      synchronized (inner) {
        Thread.onSpinWait();
      }
    }
  }

  static void inPool(ExecutorService pool) throws Exception {
    Object a = new Object();
    Object b = new Object();
    pool.submit(() -> both(a, b));
    pool.submit(() -> both(b, a));
    pool.submit(() -> both(a, b)).get();
    pool.shutdown();
    pool.awaitTermination(1, TimeUnit.MINUTES);
  }

  static final class NestedCondition {
    static void run() throws Exception {
      Lock outer = new ReentrantLock();
      Lock inner = new ReentrantLock();
      Condition c = inner.newCondition();
      Turns.Task task =
          () -> {
            outer.lock();
            inner.lock();
            c.await(1, TimeUnit.MILLISECONDS);
            inner.unlock();
            outer.unlock();
          };
      Turns.inTurn(task, task);
    }
  }

  static final class HandOverHand {
    static void run() throws Exception {
      Lock[] chain = {new ReentrantLock(), new ReentrantLock(), new ReentrantLock()};
      Turns.inTurn(
          () -> BrokenWrappers.HandOverHand.walk(chain, 0, 1),
          () -> BrokenWrappers.HandOverHand.walk(chain, 0, 1));
    }
  }

  static final class Reentrant {
    static void run() throws Exception {
      Object lock = new Object();
      Vector<Object> all = new Vector<>();
      all.add(new LockingKey(lock));
      Turns.Task task =
          () -> {
            synchronized (lock) {
              all.contains(new LockingKey(lock));
            }
          };
      Turns.inTurn(task, task);
    }
  }

  /** Order by number; where numbers tie, under a lock for that purpose. */
  static final class TieLock {
    private static final Object TIE = new Object();
    private final int number;
    private int balance;

    TieLock(int number) {
      this.number = number;
    }

    static void run() throws Exception {
      TieLock a = new TieLock(7);
      TieLock b = new TieLock(7);
      Turns.inTurn(() -> transfer(a, b), () -> transfer(b, a));
    }

    static void transfer(TieLock from, TieLock to) {
      if (from.number == to.number) {
        synchronized (TIE) {
          move(from, to, from, to);
        }
      } else {
        boolean first = from.number < to.number;
        move(from, to, first ? from : to, first ? to : from);
      }
    }

    static void move(TieLock from, TieLock to, TieLock first, TieLock second) {
      synchronized (first) {
        synchronized (second) {
          from.balance--;
          to.balance++;
        }
      }
    }
  }

  /** Each thread has its own two locks. */
  static final class PrivateCopies {
    static void run() throws Exception {
      Turns.inTurn(PrivateCopies::one, PrivateCopies::two);
    }

    static void one() {
      both(new Object(), new Object());
    }

    static void two() {
      Object a = new Object();
      Object b = new Object();
      both(b, a);
      both(a, b);
    }
  }

  static final class BackOffLoop {
    static void run() throws Exception {
      Lock a = new ReentrantLock();
      Lock b = new ReentrantLock();
      Turns.inTurn(() -> take(a, b), () -> take(b, a));
    }

    static void take(Lock one, Lock two) throws InterruptedException {
      while (true) {
        if (one.tryLock()) {
          try {
            if (two.tryLock(5, TimeUnit.MILLISECONDS)) {
              two.unlock();
              return;
            }
          } finally {
            one.unlock();
          }
        }
      }
    }
  }

  static final class SemaphoreGate {
    static void run() throws Exception {
      Semaphore gate = new Semaphore(1);
      Object a = new Object();
      Object b = new Object();
      Turns.inTurn(() -> take(gate, a, b), () -> take(gate, b, a));
    }

    static void take(Semaphore gate, Object outer, Object inner) throws InterruptedException {
      gate.acquire();
      both(outer, inner);
      gate.release();
    }
  }

  /** Taken both ways, but each pair by one thread alone. */
  static final class ConfinedToOwner {
    static void run() throws Exception {
      Object shared = new Object();
      Turns.inTurn(() -> own(shared), () -> own(shared));
    }

    static void own(Object shared) {
      Object mine = new Object();
      both(mine, shared);
      both(shared, mine);
    }
  }
}
