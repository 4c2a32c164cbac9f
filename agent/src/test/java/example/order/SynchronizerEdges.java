package example.order;

import static example.order.unseen.Turns.inTurn;

import java.util.concurrent.locks.AbstractQueuedLongSynchronizer;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;

/** Edges through own synchronisers: fields ending in Clean are ordered, those in Racy are not. */
public final class SynchronizerEdges {

  static int mutexClean;
  static int mutexRacy;
  static int tryClean;
  static int latchClean;
  static int latchRacy;
  static int longMutexClean;
  static int failedCasRacy;
  static int longMutexRacy;

  private SynchronizerEdges() {}

  private static final class Mutex extends AbstractQueuedSynchronizer {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean tryAcquire(int arg) {
      return compareAndSetState(0, 1);
    }

    @Override
    protected boolean tryRelease(int arg) {
      setState(0);
      return true;
    }

    boolean tryLock() {
      return tryAcquire(1);
    }

    boolean failingCas() {
      return compareAndSetState(7, 8);
    }
  }

  private static final class LongMutex extends AbstractQueuedLongSynchronizer {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean tryAcquire(long arg) {
      return compareAndSetState(0, 1);
    }

    @Override
    protected boolean tryRelease(long arg) {
      setState(0);
      return true;
    }
  }

  /** As in the documentation of {@code AbstractQueuedSynchronizer}. */
  private static final class BooleanLatch extends AbstractQueuedSynchronizer {
    private static final long serialVersionUID = 1;

    @Override
    protected int tryAcquireShared(int ignore) {
      return getState() != 0 ? 1 : -1;
    }

    @Override
    protected boolean tryReleaseShared(int ignore) {
      setState(1);
      return true;
    }
  }

  public static void main(String[] args) {
    Mutex a = new Mutex();
    Mutex b = new Mutex();
    inTurn(() -> locked(a, () -> mutexClean++), () -> locked(a, () -> mutexClean++));
    inTurn(() -> locked(a, () -> mutexRacy++), () -> locked(b, () -> mutexRacy++));
    inTurn(
        () -> locked(a, () -> tryClean++),
        () -> {
          if (a.tryLock()) {
            tryClean++;
            a.release(1);
          }
        });
    inTurn(
        () -> {
          failedCasRacy++;
          a.failingCas();
        },
        () -> locked(b, () -> failedCasRacy++));
    BooleanLatch latch = new BooleanLatch();
    inTurn(
        () -> {
          latchClean++;
          latch.releaseShared(1);
          latchRacy++;
        },
        () -> {
          latch.acquireSharedInterruptibly(1);
          latchClean++;
          latchRacy++;
        });
    LongMutex c = new LongMutex();
    LongMutex d = new LongMutex();
    inTurn(() -> locked(c, () -> longMutexClean++), () -> locked(c, () -> longMutexClean++));
    inTurn(() -> locked(c, () -> longMutexRacy++), () -> locked(d, () -> longMutexRacy++));
  }

  private static void locked(Mutex m, Runnable body) {
    m.acquire(1);
    body.run();
    m.release(1);
  }

  private static void locked(LongMutex m, Runnable body) {
    m.acquire(1);
    body.run();
    m.release(1);
  }
}
