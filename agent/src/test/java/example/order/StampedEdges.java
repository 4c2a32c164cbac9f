package example.order;

import static example.order.unseen.Turns.inTurn;
import static example.order.unseen.Turns.together;

import example.order.unseen.Turns;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.StampedLock;

/** Edges through {@code StampedLock}: fields ending in Clean are ordered, those in Racy are not. */
public final class StampedEdges {

  static int writeClean;
  static int readClean;
  static int readersRacy;
  static int raisedClean;
  static int raisedFromReadClean;
  static int loweredClean;
  static int viewsClean;
  static int optimisticClean;
  static int voidClean;
  static int afterValidationClean;
  static int zeroStampClean;
  static int zeroStampKeptClean;
  static int lockedAfterStampRacy;
  static int unlockedWriterRacy;
  static int unvalidatedRacy;

  private StampedEdges() {}

  public static void main(String[] args) {
    StampedLock a = new StampedLock();
    held(a);
    converted(a);
    optimistic(a);
    whileWritten(a);
  }

  private static void held(StampedLock a) {
    inTurn(
        () -> {
          long s = a.writeLock();
          writeClean++;
          a.unlockWrite(s);
        },
        () -> {
          long s = a.tryWriteLock();
          writeClean++;
          a.unlock(s);
        });
    int[] sum = new int[1];
    inTurn(
        () -> {
          long s = a.readLock();
          sum[0] = readClean;
          a.unlockRead(s);
        },
        () -> {
          long s = a.writeLock();
          readClean++;
          a.unlockWrite(s);
        },
        () -> {
          long s = a.tryReadLock();
          sum[0] = readClean;
          a.unlock(s);
        });
    Turns.Body reader =
        () -> {
          long s = a.readLock();
          readersRacy++;
          a.unlockRead(s);
        };
    inTurn(reader, reader);
    Lock write = a.asWriteLock();
    Lock read = a.asReadWriteLock().readLock();
    inTurn(
        () -> {
          write.lock();
          viewsClean++;
          write.unlock();
        },
        () -> {
          read.lock();
          sum[0] = viewsClean;
          read.unlock();
        });
  }

  private static void converted(StampedLock a) {
    Turns.Body raise =
        () -> {
          long s = a.tryOptimisticRead();
          long w = a.tryConvertToWriteLock(s);
          raisedClean++;
          a.unlockWrite(w);
        };
    inTurn(raise, raise);
    Turns.Body raiseRead =
        () -> {
          long w = a.tryConvertToWriteLock(a.readLock());
          raisedFromReadClean++;
          a.unlockWrite(w);
        };
    inTurn(raiseRead, raiseRead);
    inTurn(
        () -> {
          long w = a.writeLock();
          loweredClean++;
          a.unlockRead(a.tryConvertToReadLock(w));
        },
        () -> {
          long w = a.writeLock();
          loweredClean++;
          a.tryConvertToOptimisticRead(w);
        },
        () -> {
          long w = a.writeLock();
          loweredClean++;
          a.unlockWrite(w);
        });
  }

  private static void optimistic(StampedLock a) {
    Turns.Body write =
        () -> {
          long s = a.writeLock();
          optimisticClean++;
          a.unlockWrite(s);
        };
    inTurn(write, () -> readOptimistically(a), write);
    together(
        () -> {
          long s = a.tryOptimisticRead();
          Turns.next();
          Turns.await(2);
          int v = voidClean;
          if (a.validate(s)) {
            System.out.println("cannot be " + v);
          }
        },
        () -> {
          Turns.await(1);
          long s = a.writeLock();
          voidClean++;
          a.unlockWrite(s);
          Turns.next();
        });
    inTurn(
        () -> unlockedWriterRacy++,
        () -> {
          long s = a.tryOptimisticRead();
          int v = unlockedWriterRacy;
          System.out.println(v + " is valid: " + a.validate(s));
        });
    inTurn(
        () -> {
          long s = a.writeLock();
          afterValidationClean++;
          a.unlockWrite(s);
        },
        () -> {
          long s = a.tryOptimisticRead();
          int v = afterValidationClean;
          System.out.println(v + " is valid: " + a.validate(s));
        });
    inTurn(
        () -> {
          long s = a.writeLock();
          a.unlockWrite(s);
          unvalidatedRacy++;
        },
        () -> {
          System.out.println(unvalidatedRacy);
          a.tryOptimisticRead();
        });
  }

  /** A stamp that is taken while another thread writes is 0, and never becomes valid. */
  private static void whileWritten(StampedLock a) {
    long w = a.writeLock();
    inTurn(
        () -> {
          long s = a.tryOptimisticRead();
          int v = zeroStampClean;
          if (a.validate(s)) {
            System.out.println("cannot be " + v);
          }
        },
        () -> {
          long s = a.tryOptimisticRead();
          int v = zeroStampKeptClean;
          if (a.tryConvertToReadLock(s) != 0) {
            System.out.println("cannot be " + v);
          }
        });
    zeroStampClean++;
    zeroStampKeptClean++;
    a.unlockWrite(w);
    inTurn(
        () -> {
          a.tryOptimisticRead();
          long s = a.readLock();
          System.out.println(lockedAfterStampRacy);
          a.unlockRead(s);
        },
        () -> lockedAfterStampRacy++);
  }

  private static void readOptimistically(StampedLock a) {
    long s = a.tryOptimisticRead();
    int v = optimisticClean;
    if (!a.validate(s)) {
      s = a.readLock();
      v = optimisticClean;
      a.unlockRead(s);
    }
    System.out.println(v);
  }
}
