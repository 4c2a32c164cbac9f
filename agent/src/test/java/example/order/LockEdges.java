package example.order;

import static example.order.unseen.Turns.await;
import static example.order.unseen.Turns.inTurn;
import static example.order.unseen.Turns.next;
import static example.order.unseen.Turns.together;

import example.order.unseen.Turns;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Edges through locks: fields ending in Clean are ordered, those in Racy are not. */
public final class LockEdges {

  static int reentrantClean;
  static int reentrantRacy;
  static int tryClean;
  static int tryRacy;
  static int timedClean;
  static int interruptiblyClean;
  static int conditionClean;
  static int conditionRacy;
  static int timedConditionClean;
  static int writeToReadClean;
  static int readToWriteClean;
  static int readersRacy;
  static int downgradeClean;
  static int writeConditionClean;
  static int semaphoreClean;
  static int semaphoreRacy;
  static int semaphoreTryClean;
  static int drainClean;
  static int parkNote;
  static int printRacy;
  static int methodReferenceClean;

  private LockEdges() {}

  public static void main(String[] args) throws Exception {
    reentrant();
    conditions();
    readWrite();
    semaphores();
    noEdges();
    StateEdges.main(args);
  }

  private static void reentrant() {
    Lock a = new ReentrantLock();
    Lock b = new ReentrantLock();
    inTurn(() -> locked(a, () -> reentrantClean++), () -> locked(a, () -> reentrantClean++));
    inTurn(() -> locked(a, () -> reentrantRacy++), () -> locked(b, () -> reentrantRacy++));
    inTurn(() -> tried(a, () -> tryClean++), () -> tried(a, () -> tryClean++));
    inTurn(() -> tried(a, () -> tryRacy++), () -> tried(b, () -> tryRacy++));
    inTurn(
        () -> locked(a, () -> timedClean++),
        () -> {
          if (a.tryLock(1, TimeUnit.SECONDS)) {
            timedClean++;
            a.unlock();
          }
        });
    inTurn(
        () -> locked(a, () -> interruptiblyClean++),
        () -> {
          a.lockInterruptibly();
          interruptiblyClean++;
          a.unlock();
        });
    Lock c = new ReentrantLock();
    Runnable lock = c::lock;
    Runnable unlock = c::unlock;
    inTurn(
        () -> around(lock, () -> methodReferenceClean++, unlock),
        () -> around(lock, () -> methodReferenceClean++, unlock));
  }

  private static void around(Runnable before, Runnable body, Runnable after) {
    before.run();
    body.run();
    after.run();
  }

  private static void locked(Lock lock, Runnable body) {
    lock.lock();
    try {
      body.run();
    } finally {
      lock.unlock();
    }
  }

  private static void tried(Lock lock, Runnable body) {
    if (lock.tryLock()) {
      try {
        body.run();
      } finally {
        lock.unlock();
      }
    }
  }

  private static void conditions() {
    ReentrantLock a = new ReentrantLock();
    Condition changed = a.newCondition();
    together(
        () -> {
          a.lock();
          conditionRacy++;
          next();
          changed.await();
          conditionClean++;
          a.unlock();
        },
        () -> {
          await(1);
          conditionRacy++; // before it has the lock
          a.lock();
          conditionClean++;
          changed.signal();
          a.unlock();
        });
    together(
        () -> {
          a.lock();
          timedConditionClean++;
          next();
          changed.await(10, TimeUnit.SECONDS);
          timedConditionClean++;
          a.unlock();
        },
        () -> {
          await(1);
          locked(
              a,
              () -> {
                timedConditionClean++;
                changed.signalAll();
              });
        });
  }

  private static void readWrite() {
    ReadWriteLock rw = new ReentrantReadWriteLock();
    Lock read = rw.readLock();
    Lock write = rw.writeLock();
    int[] sum0 = new int[1];
    inTurn(
        () -> locked(write, () -> writeToReadClean++),
        () -> locked(read, () -> sum0[0] = writeToReadClean));
    int[] sum = new int[2];
    inTurn(
        () -> locked(read, () -> sum[0] = readToWriteClean),
        () -> locked(write, () -> readToWriteClean++));
    inTurn(() -> locked(read, () -> readersRacy++), () -> locked(read, () -> readersRacy++));
    inTurn(
        () -> {
          write.lock();
          downgradeClean++;
          read.lock();
          write.unlock();
          read.unlock();
        },
        () -> locked(read, () -> sum[1] = downgradeClean));
    Condition changed = write.newCondition();
    together(
        () -> {
          write.lock();
          next();
          changed.await();
          writeConditionClean++;
          write.unlock();
        },
        () -> {
          await(1);
          locked(
              write,
              () -> {
                writeConditionClean++;
                changed.signal();
              });
        });
  }

  private static void semaphores() {
    Semaphore s = new Semaphore(0);
    inTurn(
        () -> {
          semaphoreClean++;
          s.release();
        },
        () -> {
          s.acquire();
          semaphoreClean++;
        });
    Semaphore plenty = new Semaphore(5);
    inTurn(
        () -> {
          plenty.acquire();
          semaphoreRacy++;
        },
        () -> {
          plenty.acquire();
          semaphoreRacy++;
        });
    inTurn(
        () -> {
          semaphoreTryClean++;
          s.release(2);
        },
        () -> {
          if (s.tryAcquire(2, 1, TimeUnit.SECONDS)) {
            semaphoreTryClean++;
          }
        });
    inTurn(
        () -> {
          drainClean++;
          s.release();
        },
        () -> {
          if (s.drainPermits() > 0) {
            drainClean++;
          }
        });
  }

  private static void noEdges() {
    together(
        () -> {
          Turns.keep(Thread.currentThread());
          next();
          LockSupport.park();
          parkNote++;
        },
        () -> {
          await(1);
          parkNote++;
          LockSupport.unpark((Thread) Turns.kept());
        });
    inTurn(
        () -> {
          printRacy++;
          System.out.println("printing orders nothing");
        },
        () -> {
          System.out.println("whatever it locks inside");
          printRacy++;
        });
  }
}
