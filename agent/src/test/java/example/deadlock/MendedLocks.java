package example.deadlock;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Locks that cannot close a circle in any schedule; each nested class is one case. */
public final class MendedLocks {

  private MendedLocks() {}

  public static void main(String[] args) throws Exception {
    String only = args.length > 0 ? args[0] : "";
    if (only.isEmpty()) {
      OneOrder.run();
      BacksOff.run();
      TimesOut.run();
      OnlyReaders.run();
      WriteGate.run();
      LockGate.run();
      Downgrade.run();
      Signals.run();
      ManyPermits.run();
      OneThread.run();
      OwnReaders.run();
      AllPermitsGate.run();
      Waiter.run();
    } else {
      ByLatch.run();
      ByBarrier.run();
      BySubmitAndGet.run();
      ByOneWorker.run();
      BySignal.run();
      ByExchanger.run();
      ByCount.run();
      Gated.run();
      FirstReader.run();
    }
    System.out.println("done");
  }

  static final class OneOrder {
    static void run() throws Exception {
      Lock a = new ReentrantLock();
      Lock b = new ReentrantLock();
      Turns.inTurn(() -> BrokenLocks.both(a, b), () -> BrokenLocks.both(a, b));
    }
  }

  static final class BacksOff {
    static void run() throws Exception {
      Lock a = new ReentrantLock();
      Lock b = new ReentrantLock();
      Turns.inTurn(() -> take(a, b), () -> take(b, a));
    }

    static void take(Lock outer, Lock inner) {
      outer.lock();
      if (inner.tryLock()) {
        inner.unlock();
      }
      outer.unlock();
    }
  }

  static final class TimesOut {
    static void run() throws Exception {
      Lock a = new ReentrantLock();
      Lock b = new ReentrantLock();
      Turns.inTurn(() -> take(a, b), () -> take(b, a));
    }

    static void take(Lock outer, Lock inner) throws InterruptedException {
      outer.lock();
      if (inner.tryLock(1, TimeUnit.SECONDS)) {
        inner.unlock();
      }
      outer.unlock();
    }
  }

  static final class OnlyReaders {
    static void run() throws Exception {
      ReadWriteLock a = new ReentrantReadWriteLock();
      ReadWriteLock b = new ReentrantReadWriteLock();
      Turns.inTurn(
          () -> BrokenLocks.both(a.readLock(), b.readLock()),
          () -> BrokenLocks.both(b.readLock(), a.readLock()));
    }
  }

  static final class WriteGate {
    static void run() throws Exception {
      ReadWriteLock gate = new ReentrantReadWriteLock();
      Lock a = new ReentrantLock();
      Lock b = new ReentrantLock();
      Turns.inTurn(() -> gated(gate.writeLock(), a, b), () -> gated(gate.readLock(), b, a));
    }

    static void gated(Lock gate, Lock outer, Lock inner) {
      gate.lock();
      BrokenLocks.both(outer, inner);
      gate.unlock();
    }
  }

  static final class LockGate {
    static void run() throws Exception {
      Lock gate = new ReentrantLock();
      Lock a = new ReentrantLock();
      Lock b = new ReentrantLock();
      Turns.inTurn(() -> WriteGate.gated(gate, a, b), () -> WriteGate.gated(gate, b, a));
    }
  }

  static final class Downgrade {
    static void run() throws Exception {
      ReadWriteLock a = new ReentrantReadWriteLock();
      Turns.Task task =
          () -> {
            a.writeLock().lock();
            a.readLock().lock();
            a.writeLock().unlock();
            a.readLock().unlock();
          };
      Turns.inTurn(task, task);
    }
  }

  /** Semaphores that one thread takes and another gives are signals, not locks. */
  static final class Signals {
    static void run() throws Exception {
      Semaphore ping = new Semaphore(1);
      Semaphore pong = new Semaphore(0);
      Thread other =
          new Thread(
              () -> {
                for (int i = 0; i < 3; i++) {
                  pong.acquireUninterruptibly();
                  ping.release();
                }
              });
      other.start();
      for (int i = 0; i < 3; i++) {
        ping.acquire();
        pong.release();
      }
      other.join();
    }
  }

  static final class ManyPermits {
    static void run() throws Exception {
      Semaphore a = new Semaphore(5);
      Semaphore b = new Semaphore(5);
      Turns.inTurn(() -> take(a, b), () -> take(b, a));
    }

    static void take(Semaphore outer, Semaphore inner) throws InterruptedException {
      outer.acquire();
      inner.acquire();
      inner.release();
      outer.release();
    }
  }

  static final class OneThread {
    static void run() throws Exception {
      Lock a = new ReentrantLock();
      Lock b = new ReentrantLock();
      Turns.inTurn(
          () -> {
            BrokenLocks.both(a, b);
            BrokenLocks.both(b, a);
          });
    }
  }

  static final class ByLatch {
    static void run() throws Exception {
      Lock a = new ReentrantLock();
      Lock b = new ReentrantLock();
      CountDownLatch done = new CountDownLatch(1);
      Thread first =
          new Thread(
              () -> {
                BrokenLocks.both(a, b);
                done.countDown();
              });
      first.start();
      done.await();
      BrokenLocks.both(b, a);
      first.join();
    }
  }

  static final class ByBarrier {
    static void run() throws Exception {
      Lock a = new ReentrantLock();
      Lock b = new ReentrantLock();
      CyclicBarrier barrier = new CyclicBarrier(2);
      Thread first =
          new Thread(
              () -> {
                BrokenLocks.both(a, b);
                await(barrier);
              });
      first.start();
      await(barrier);
      BrokenLocks.both(b, a);
      first.join();
    }

    static void await(CyclicBarrier barrier) {
      try {
        barrier.await();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  static final class BySubmitAndGet {
    static void run() throws Exception {
      Lock a = new ReentrantLock();
      Lock b = new ReentrantLock();
      ExecutorService pool = Executors.newFixedThreadPool(2);
      try {
        BrokenLocks.both(a, b);
        Future<?> one = pool.submit(() -> BrokenLocks.both(b, a));
        one.get();
        Future<?> two = pool.submit(() -> BrokenLocks.both(a, b));
        two.get();
      } finally {
        pool.shutdown();
      }
    }
  }

  static final class ByOneWorker {
    static void run() throws Exception {
      Lock a = new ReentrantLock();
      Lock b = new ReentrantLock();
      ExecutorService pool = Executors.newSingleThreadExecutor();
      try {
        pool.submit(() -> BrokenLocks.both(a, b));
        pool.submit(() -> BrokenLocks.both(b, a)).get();
      } finally {
        pool.shutdown();
      }
    }
  }

  /** Readers of the program's own synchronizer pass each other. */
  static final class OwnReaders {
    static void run() throws Exception {
      Shared a = new Shared();
      Shared b = new Shared();
      Turns.inTurn(() -> read(a, b), () -> read(b, a));
    }

    static void read(Shared outer, Shared inner) {
      outer.acquireShared(1);
      inner.acquireShared(1);
      inner.releaseShared(1);
      outer.releaseShared(1);
    }
  }

  /** A semaphore without permits, to which one thread gives: its taker comes later, always. */
  static final class BySignal {
    static void run() throws Exception {
      Lock a = new ReentrantLock();
      Lock b = new ReentrantLock();
      Semaphore done = new Semaphore(0);
      Thread first =
          new Thread(
              () -> {
                BrokenLocks.both(a, b);
                done.release();
              });
      first.start();
      done.acquire();
      BrokenLocks.both(b, a);
      first.join();
    }
  }

  /** One takes all permits there are, the other a single one: never both. */
  static final class AllPermitsGate {
    static void run() throws Exception {
      Semaphore gate = new Semaphore(3);
      Lock a = new ReentrantLock();
      Lock b = new ReentrantLock();
      Turns.inTurn(() -> gated(gate, 3, a, b), () -> gated(gate, 1, b, a));
    }

    static void gated(Semaphore gate, int permits, Lock outer, Lock inner)
        throws InterruptedException {
      gate.acquire(permits);
      BrokenLocks.both(outer, inner);
      gate.release(permits);
    }
  }

  /** Of four at a round table a waiter lets three take their forks: one of them has both. */
  static final class Waiter {
    static void run() throws Exception {
      Semaphore seats = new Semaphore(3);
      Lock[] f = forks();
      Turns.inTurn(
          () -> dine(seats, f[0], f[1]),
          () -> dine(seats, f[1], f[2]),
          () -> dine(seats, f[2], f[3]),
          () -> dine(seats, f[3], f[0]));
    }

    static Lock[] forks() {
      return new Lock[] {
        new ReentrantLock(), new ReentrantLock(), new ReentrantLock(), new ReentrantLock()
      };
    }

    static void dine(Semaphore seats, Lock left, Lock right) throws InterruptedException {
      seats.acquire();
      BrokenLocks.both(left, right);
      seats.release();
    }
  }

  /** The two meet once, one after it took the locks and the other before. */
  static final class ByExchanger {
    static void run() throws Exception {
      Lock a = new ReentrantLock();
      Lock b = new ReentrantLock();
      Exchanger<String> meeting = new Exchanger<>();
      Thread first =
          new Thread(
              () -> {
                BrokenLocks.both(a, b);
                Turns.now(() -> meeting.exchange("first"));
              });
      first.start();
      meeting.exchange("second");
      BrokenLocks.both(b, a);
      first.join();
    }
  }

  /** Goes on when a latch that it looks at again and again has nothing left to count. */
  static final class ByCount {
    static void run() throws Exception {
      Lock a = new ReentrantLock();
      Lock b = new ReentrantLock();
      CountDownLatch done = new CountDownLatch(1);
      Thread first =
          new Thread(
              () -> {
                BrokenLocks.both(a, b);
                done.countDown();
              });
      first.start();
      while (done.getCount() > 0) {
        Thread.sleep(1);
      }
      BrokenLocks.both(b, a);
      first.join();
    }
  }
}
