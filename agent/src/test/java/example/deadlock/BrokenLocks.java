package example.deadlock;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/** Locks of all kinds taken in orders that can close a circle; each nested class is one case. */
public final class BrokenLocks {

  private BrokenLocks() {}

  public static void main(String[] args) throws Exception {
    if (args.length > 0) {
      oneUnlock();
      anotherUnlock();
      wrongMode();
      System.out.println("done");
      return;
    }
    TwoLocks.run();
    LockAndMonitor.run();
    ReadersAndWriter.run();
    TriedThenAsked.run();
    TimedOutside.run();
    Interruptibly.run();
    Permits.run();
    OwnLock.run();
    OwnReadWrite.run();
    Stamped.run();
    ReadGate.run();
    Helpers.run();
    AllPermits.run();
    ThroughHelper.run();
    ThroughHelperToo.run();
    FullTable.run();
    System.out.println("done");
  }

  private static void oneUnlock() {
    unlock(new ReentrantLock());
  }

  private static void anotherUnlock() {
    unlock(new ReentrantLock());
  }

  private static void wrongMode() {
    StampedLock lock = new StampedLock();
    long stamp = lock.writeLock();
    try {
      lock.unlockRead(stamp);
    } catch (IllegalMonitorStateException e) {
      lock.unlockWrite(stamp);
    }
  }

  private static void unlock(Lock lock) {
    try {
      lock.unlock();
    } catch (IllegalMonitorStateException e) {
      Thread.onSpinWait(); // it was not held
    }
  }

  static void both(Lock outer, Lock inner) {
    outer.lock();
    try {
      inner.lock();
      try {
        Thread.onSpinWait();
      } finally {
        inner.unlock();
      }
    } finally {
      outer.unlock();
    }
  }

  static final class TwoLocks {
    private final Lock left = new ReentrantLock();
    private final Lock right = new ReentrantLock();

    static void run() throws Exception {
      TwoLocks t = new TwoLocks();
      Turns.inTurn(t::leftFirst, t::rightFirst);
    }

    void leftFirst() {
      left.lock();
      right.lock();
      right.unlock();
      left.unlock();
    }

    void rightFirst() {
      right.lock();
      left.lock();
      left.unlock();
      right.unlock();
    }
  }

  static final class LockAndMonitor {
    private final ReentrantLock lock = new ReentrantLock();

    static void run() throws Exception {
      LockAndMonitor m = new LockAndMonitor();
      Turns.inTurn(m::lockFirst, m::monitorFirst);
    }

    void lockFirst() {
      lock.lock();
      synchronized (this) {
        lock.unlock();
      }
    }

    synchronized void monitorFirst() {
      lock.lock();
      lock.unlock();
    }
  }

  /** Readers pass each other, but one of these writes. */
  static final class ReadersAndWriter {
    private final ReadWriteLock one = new ReentrantReadWriteLock();
    private final ReadWriteLock two = new ReentrantReadWriteLock();

    static void run() throws Exception {
      ReadersAndWriter r = new ReadersAndWriter();
      Turns.inTurn(r::read, r::write);
    }

    void read() {
      one.readLock().lock();
      two.readLock().lock();
      two.readLock().unlock();
      one.readLock().unlock();
    }

    void write() {
      two.writeLock().lock();
      one.writeLock().lock();
      one.writeLock().unlock();
      two.writeLock().unlock();
    }
  }

  /** What was tried with success is held like any lock. */
  static final class TriedThenAsked {
    private final Lock a = new ReentrantLock();
    private final Lock b = new ReentrantLock();

    static void run() throws Exception {
      TriedThenAsked t = new TriedThenAsked();
      Turns.inTurn(t::tryThenLock, () -> both(t.b, t.a));
    }

    void tryThenLock() {
      if (a.tryLock()) {
        b.lock();
        b.unlock();
        a.unlock();
      }
    }
  }

  static final class TimedOutside {
    private final Lock a = new ReentrantLock();
    private final Lock b = new ReentrantLock();

    static void run() throws Exception {
      TimedOutside t = new TimedOutside();
      Turns.inTurn(t::timedThenLock, () -> both(t.b, t.a));
    }

    void timedThenLock() throws InterruptedException {
      if (a.tryLock(1, TimeUnit.SECONDS)) {
        b.lock();
        b.unlock();
        a.unlock();
      }
    }
  }

  static final class Interruptibly {
    private final Lock a = new ReentrantLock();
    private final Lock b = new ReentrantLock();

    static void run() throws Exception {
      Interruptibly i = new Interruptibly();
      Turns.inTurn(() -> i.take(i.a, i.b), () -> i.take(i.b, i.a));
    }

    void take(Lock outer, Lock inner) throws InterruptedException {
      outer.lockInterruptibly();
      inner.lockInterruptibly();
      inner.unlock();
      outer.unlock();
    }
  }

  /** Semaphores of one permit, used as locks. */
  static final class Permits {
    private final Semaphore a = new Semaphore(1);
    private final Semaphore b = new Semaphore(1);

    static void run() throws Exception {
      Permits p = new Permits();
      Turns.inTurn(() -> p.take(p.a, p.b), () -> p.take(p.b, p.a));
    }

    void take(Semaphore outer, Semaphore inner) throws InterruptedException {
      outer.acquire();
      inner.acquire();
      inner.release();
      outer.release();
    }
  }

  static final class OwnLock {
    private static final class Mutex extends AbstractQueuedSynchronizer {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean tryAcquire(int ignored) {
        return compareAndSetState(0, 1);
      }

      @Override
      protected boolean tryRelease(int ignored) {
        setState(0);
        return true;
      }
    }

    private final Mutex a = new Mutex();
    private final Mutex b = new Mutex();

    static void run() throws Exception {
      OwnLock o = new OwnLock();
      Turns.inTurn(() -> o.take(o.a, o.b), () -> o.take(o.b, o.a));
    }

    void take(Mutex outer, Mutex inner) {
      outer.acquire(1);
      inner.acquire(1);
      inner.release(1);
      outer.release(1);
    }
  }

  static final class OwnReadWrite {
    private final Shared a = new Shared();
    private final Shared b = new Shared();

    static void run() throws Exception {
      OwnReadWrite o = new OwnReadWrite();
      Turns.inTurn(() -> o.take(o.a, o.b), () -> o.take(o.b, o.a));
    }

    void take(Shared read, Shared write) {
      read.acquireShared(1);
      write.acquire(1);
      write.release(1);
      read.releaseShared(1);
    }
  }

  static final class Stamped {
    private final StampedLock a = new StampedLock();
    private final StampedLock b = new StampedLock();

    static void run() throws Exception {
      Stamped s = new Stamped();
      Turns.inTurn(() -> s.take(s.a, s.b), () -> s.take(s.b, s.a));
    }

    void take(StampedLock outer, StampedLock inner) {
      long o = outer.writeLock();
      long i = inner.writeLock();
      inner.unlockWrite(i);
      outer.unlockWrite(o);
    }
  }

  /** A gate that both only read keeps nobody out. */
  static final class ReadGate {
    private final ReadWriteLock gate = new ReentrantReadWriteLock();
    private final Lock a = new ReentrantLock();
    private final Lock b = new ReentrantLock();

    static void run() throws Exception {
      ReadGate g = new ReadGate();
      Turns.inTurn(() -> g.take(g.a, g.b), () -> g.take(g.b, g.a));
    }

    void take(Lock outer, Lock inner) {
      gate.readLock().lock();
      both(outer, inner);
      gate.readLock().unlock();
    }
  }

  /** Locks taken and let go in methods of their own. */
  static final class Helpers {
    private final Lock a = new ReentrantLock();
    private final Lock b = new ReentrantLock();

    static void run() throws Exception {
      Helpers h = new Helpers();
      Turns.inTurn(
          () -> {
            h.lockA();
            h.lockB();
            h.unlock();
          },
          () -> {
            h.lockB();
            h.lockA();
            h.unlock();
          });
    }

    void lockA() {
      a.lock();
    }

    void lockB() {
      b.lock();
    }

    void unlock() {
      a.unlock();
      b.unlock();
    }
  }

  /** Who takes all permits there are keeps everybody else out. */
  static final class AllPermits {
    static void run() throws Exception {
      Semaphore a = new Semaphore(3);
      Semaphore b = new Semaphore(3);
      Turns.inTurn(() -> take(a, 3, b, 1), () -> take(b, 3, a, 2));
    }

    static void take(Semaphore outer, int outers, Semaphore inner, int inners)
        throws InterruptedException {
      outer.acquire(outers);
      inner.acquire(inners);
      inner.release(inners);
      outer.release(outers);
    }
  }

  /** The method that takes the locks is one for all. */
  static final class ThroughHelper {
    static void run() throws Exception {
      Lock a = new ReentrantLock();
      Lock b = new ReentrantLock();
      Turns.inTurn(() -> both(a, b), () -> both(b, a));
    }
  }

  /** Another deadlock through the same method. */
  static final class ThroughHelperToo {
    static void run() throws Exception {
      Lock a = new ReentrantLock();
      Lock b = new ReentrantLock();
      Turns.inTurn(() -> both(a, b), () -> both(b, a));
    }
  }

  /** The waiter lets all four sit down. */
  static final class FullTable {
    static void run() throws Exception {
      Semaphore seats = new Semaphore(4);
      Lock[] f = MendedLocks.Waiter.forks();
      Turns.inTurn(
          () -> MendedLocks.Waiter.dine(seats, f[0], f[1]),
          () -> MendedLocks.Waiter.dine(seats, f[1], f[2]),
          () -> MendedLocks.Waiter.dine(seats, f[2], f[3]),
          () -> MendedLocks.Waiter.dine(seats, f[3], f[0]));
    }
  }
}
