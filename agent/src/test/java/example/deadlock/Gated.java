package example.deadlock;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Locks taken in both orders, but one thread goes on only when another has set something after its
 * own turn; each nested class is one case. Nothing in the JDK promises that nobody else sets it.
 */
final class Gated {

  private Gated() {}

  static void run() throws Exception {
    ByNotify.run();
    ByCondition.run();
    ByVolatile.run();
    ByAtomic.run();
  }

  private static void together(Turns.Task first, Turns.Task second) throws InterruptedException {
    Thread late = new Thread(() -> Turns.now(second), "second");
    late.start();
    Thread early = new Thread(() -> Turns.now(first), "first");
    early.start();
    early.join();
    late.join();
  }

  static final class ByNotify {
    private final Object a = new Object();
    private final Object b = new Object();
    private boolean ready;

    static void run() throws Exception {
      ByNotify n = new ByNotify();
      together(
          () -> {
            MendedMonitors.both(n.a, n.b);
            n.set();
          },
          () -> {
            n.await();
            MendedMonitors.both(n.b, n.a);
          });
    }

    synchronized void set() {
      ready = true;
      notifyAll();
    }

    synchronized void await() throws InterruptedException {
      while (!ready) {
        wait();
      }
    }
  }

  static final class ByCondition {
    private final Object a = new Object();
    private final Object b = new Object();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition isReady = lock.newCondition();
    private boolean ready;

    static void run() throws Exception {
      ByCondition c = new ByCondition();
      together(
          () -> {
            MendedMonitors.both(c.a, c.b);
            c.set();
          },
          () -> {
            c.await();
            MendedMonitors.both(c.b, c.a);
          });
    }

    void set() {
      lock.lock();
      try {
        ready = true;
        isReady.signalAll();
      } finally {
        lock.unlock();
      }
    }

    void await() throws InterruptedException {
      lock.lock();
      try {
        while (!ready) {
          isReady.await();
        }
      } finally {
        lock.unlock();
      }
    }
  }

  static final class ByVolatile {
    private final Object a = new Object();
    private final Object b = new Object();
    private volatile boolean ready;

    static void run() throws Exception {
      ByVolatile v = new ByVolatile();
      together(
          () -> {
            MendedMonitors.both(v.a, v.b);
            v.ready = true;
          },
          () -> {
            v.await();
            MendedMonitors.both(v.b, v.a);
          });
    }

    void await() {
      while (!ready) {
        Thread.onSpinWait();
      }
    }
  }

  static final class ByAtomic {
    static void run() throws Exception {
      AtomicBoolean ready = new AtomicBoolean();
      Object a = new Object();
      Object b = new Object();
      together(
          () -> {
            MendedMonitors.both(a, b);
            ready.set(true);
          },
          () -> {
            await(ready);
            MendedMonitors.both(b, a);
          });
    }

    static void await(AtomicBoolean ready) throws InterruptedException {
      while (!ready.get()) {
        Thread.sleep(1);
      }
    }
  }
}
