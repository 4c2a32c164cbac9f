package example.deadlock;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Hangs for good, or is only slow; the argument says which. Ends after some seconds all the same.
 */
public final class Hangs {

  private static final List<Thread> STARTED = new CopyOnWriteArrayList<>();

  private Hangs() {}

  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "stuck" -> {
        monitors();
        locks();
        upgrade();
        join();
        future();
        virtual();
      }
      case "slow" -> slow();
      case "ends" -> ends();
      case "read" -> whileOthersRead();
      default -> unlocked();
    }
    Thread.sleep(4_000);
    System.out.println("done");
    System.exit(0);
  }

  private static void daemon(String name, Turns.Task task) {
    Thread t = new Thread(() -> run(task), name);
    t.setDaemon(true);
    t.start();
    STARTED.add(t);
  }

  /** Leaves a circle, a starved pool and a thread that only waits, and ends at once. */
  private static void ends() throws InterruptedException {
    monitors();
    daemon("waits", () -> new CountDownLatch(1).await());
    ExecutorService pool = Executors.newFixedThreadPool(1, Hangs::worker);
    pool.submit(() -> pool.submit(() -> "never run").get());
    while (ManagementFactory.getThreadMXBean().findMonitorDeadlockedThreads() == null) {
      Thread.sleep(10); // a thread may be blocked for a moment elsewhere, too
    }
    for (Thread t : STARTED) {
      while (t.getState() != Thread.State.BLOCKED && LockSupport.getBlocker(t) == null) {
        Thread.sleep(10);
      }
    }
    System.out.println("done");
    System.exit(0);
  }

  /** Two waits that a thread in I/O could end, and never does. */
  private static void whileOthersRead() throws Exception {
    Object lock = new Object();
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    daemon(
        "holds",
        () -> {
          synchronized (lock) {
            inside.countDown();
            never.await();
          }
        });
    inside.await();
    daemon(
        "counts",
        () -> {
          synchronized (lock) {
            never.countDown();
          }
        });
    ExecutorService pool = Executors.newFixedThreadPool(2, Hangs::worker);
    pool.submit(
        () -> {
          CountDownLatch parts = new CountDownLatch(2);
          for (int i = 0; i < 2; i++) {
            pool.submit(
                () -> {
                  parts.countDown();
                  parts.await();
                  return "never";
                });
          }
          parts.await();
          return "never";
        });
    while (System.in.read() >= 0) {
      // until the test has seen enough
    }
    System.out.println("done");
    System.exit(0);
  }

  private static Thread worker(Runnable r) {
    Thread t = new Thread(r, "worker");
    t.setDaemon(true);
    STARTED.add(t);
    return t;
  }

  private static void run(Turns.Task task) {
    try {
      task.run();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void inside(Object outer, Object inner) throws InterruptedException {
    synchronized (outer) {
      Thread.sleep(300);
      synchronized (inner) {
        System.out.println("not reached");
      }
    }
  }

  private static void monitors() {
    Object a = new Object();
    Object b = new Object();
    Object c = new Object();
    daemon("monitor-1", () -> inside(a, b));
    daemon("monitor-2", () -> inside(b, c));
    daemon("monitor-3", () -> inside(c, a));
  }

  private static void locks() {
    Lock a = new ReentrantLock();
    Object b = new Object();
    daemon(
        "lock-1",
        () -> {
          a.lock();
          Thread.sleep(300);
          synchronized (b) {
            System.out.println("not reached");
          }
        });
    daemon(
        "lock-2",
        () -> {
          synchronized (b) {
            Thread.sleep(300);
            a.lock();
          }
        });
  }

  /** A reader that asks to write waits for itself. */
  private static void upgrade() {
    ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    daemon(
        "upgrade-1",
        () -> {
          lock.readLock().lock();
          lock.writeLock().lock();
        });
  }

  private static void join() {
    Object a = new Object();
    daemon(
        "join-1",
        () -> {
          synchronized (a) {
            Thread t =
                new Thread(
                    () -> {
                      synchronized (a) {
                        System.out.println("not reached");
                      }
                    },
                    "join-2");
            t.setDaemon(true);
            t.start();
            t.join();
          }
        });
  }

  private static void future() {
    Lock a = new ReentrantLock();
    FutureTask<String> task =
        new FutureTask<>(
            () -> {
              a.lock();
              return "not reached";
            });
    daemon(
        "future-1",
        () -> {
          a.lock();
          daemon("future-2", task::run);
          task.get();
        });
  }

  /** Virtual threads where there are any. */
  private static void virtual() throws Exception {
    if (Runtime.version().feature() < 21) {
      return;
    }
    Lock a = new ReentrantLock();
    Lock b = new ReentrantLock();
    startVirtual(() -> run(() -> both(a, b)));
    startVirtual(() -> run(() -> both(b, a)));
  }

  private static void both(Lock outer, Lock inner) throws InterruptedException {
    outer.lock();
    Thread.sleep(300);
    inner.lock();
  }

  private static void startVirtual(Runnable task) throws ReflectiveOperationException {
    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
  }

  /** A lock held for long, waits that end by themselves, threads that wait for one at work. */
  private static void slow() throws Exception {
    ReentrantLock lock = new ReentrantLock();
    Object monitor = new Object();
    daemon(
        "holder",
        () -> {
          lock.lock();
          synchronized (monitor) {
            Thread.sleep(3_500);
          }
          lock.unlock();
        });
    Thread.sleep(200);
    daemon(
        "waiter-1",
        () -> {
          lock.lock();
          lock.unlock();
        });
    daemon(
        "waiter-2",
        () -> {
          synchronized (monitor) {
            Thread.onSpinWait();
          }
        });
    Object a = new Object();
    daemon(
        "timed-1",
        () -> {
          synchronized (a) {
            lock.tryLock(10, TimeUnit.SECONDS);
          }
        });
    daemon(
        "timed-2",
        () -> {
          synchronized (a) {
            Thread.onSpinWait();
          }
        });
  }

  private static final class Left {
    private final ReentrantLock lock = new ReentrantLock();
    private final ReentrantLock given = new ReentrantLock();
    private final ReentrantLock kept = new ReentrantLock();

    void take() {
      lock.lock();
      given.lock();
      given.unlock();
    }

    void keep() {
      kept.lock();
    }
  }

  private static void unlocked() throws Exception {
    Thread t = new Thread(new Left()::take, "forgets");
    t.start();
    t.join();
    ExecutorService pool = Executors.newFixedThreadPool(1, r -> daemonThread(r, "worker-forgets"));
    pool.submit(new Left()::keep).get();
  }

  private static Thread daemonThread(Runnable r, String name) {
    Thread t = new Thread(r, name);
    t.setDaemon(true);
    return t;
  }
}
