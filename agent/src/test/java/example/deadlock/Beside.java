package example.deadlock;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Threads that wait in vain while others only sleep; or, with an argument, such as try so or give
 * way to each other.
 */
public final class Beside {

  private Beside() {}

  public static void main(String[] args) throws Exception {
    switch (args.length == 0 ? "" : args[0]) {
      case "polite" -> polite();
      case "back-off" -> backOff();
      case "livelock" -> livelock();
      default -> waits();
    }
    start("beats", Beside::beat);
    Thread.sleep(Long.MAX_VALUE);
  }

  private static void waits() throws InterruptedException {
    lostNotify();
    deadProducer();
    shortLatch();
    exchanger();
    neverCompleted();
    noPermit();
    noSignal();
    ownPool();
  }

  private static Thread start(String name, Turns.Task task) {
    Thread t = new Thread(() -> Turns.now(task), name);
    t.start();
    return t;
  }

  private static void beat() throws InterruptedException {
    for (int n = 0; ; n++) {
      Thread.sleep(50);
      System.out.println("beat " + n);
    }
  }

  private static void lostNotify() throws InterruptedException {
    Object sign = new Object();
    synchronized (sign) {
      sign.notifyAll();
    }
    start(
        "lost-notify",
        () -> {
          synchronized (sign) {
            sign.wait();
          }
        });
  }

  private static void deadProducer() throws InterruptedException {
    BlockingQueue<String> queue = new LinkedBlockingQueue<>();
    start("producer", () -> queue.put("x")).join();
    start(
        "dead-producer",
        () -> {
          queue.take();
          queue.take();
        });
  }

  private static void shortLatch() throws InterruptedException {
    CountDownLatch latch = new CountDownLatch(2);
    start("counts", latch::countDown).join();
    start("short-latch", latch::await);
  }

  private static void exchanger() {
    start("exchanger", () -> new Exchanger<String>().exchange("x"));
  }

  private static void neverCompleted() {
    start("never-completed", () -> new CompletableFuture<String>().get());
  }

  private static void noPermit() {
    start("no-permit", () -> new Semaphore(0).acquire());
  }

  private static void noSignal() {
    ReentrantLock lock = new ReentrantLock();
    Condition c = lock.newCondition();
    start(
        "no-signal",
        () -> {
          lock.lock();
          try {
            c.await();
          } finally {
            lock.unlock();
          }
        });
  }

  private static void ownPool() {
    ExecutorService pool = Executors.newFixedThreadPool(1, r -> new Thread(r, "own-pool"));
    pool.submit(
        () -> {
          pool.shutdown();
          return pool.awaitTermination(1, TimeUnit.DAYS);
        });
  }

  /** Each keeps its own and tries to get the other's. */
  private static void livelock() {
    ReentrantLock one = new ReentrantLock();
    ReentrantLock two = new ReentrantLock();
    CountDownLatch both = new CountDownLatch(2);
    start("livelock", () -> keep(one, two, both));
    start("livelock-2", () -> keep(two, one, both));
  }

  private static void keep(ReentrantLock own, ReentrantLock other, CountDownLatch both)
      throws InterruptedException {
    own.lock();
    both.countDown();
    both.await();
    while (!other.tryLock()) {
      Thread.sleep(1);
    }
  }

  /** Each lets the other go first as long as that one has not gone. */
  private static final class Guest {
    private volatile boolean inside;

    void enter(Door door, Guest other) throws InterruptedException {
      while (!inside) {
        if (door.next() != this) {
          Thread.sleep(1);
        } else if (!other.inside) {
          System.out.println("after you");
          door.pass(other);
        } else {
          inside = true;
        }
      }
    }
  }

  private static final class Door {
    private Guest next;

    synchronized Guest next() {
      return next;
    }

    synchronized void pass(Guest guest) {
      next = guest;
    }
  }

  private static void polite() {
    Door door = new Door();
    Guest one = new Guest();
    Guest two = new Guest();
    door.pass(one);
    start("polite", () -> one.enter(door, two));
    start("polite-2", () -> two.enter(door, one));
  }

  /** Each lets go what it has and tries again, in step with the other. */
  private static void backOff() {
    ReentrantLock one = new ReentrantLock();
    ReentrantLock two = new ReentrantLock();
    CyclicBarrier step = new CyclicBarrier(2);
    start("backs-off", () -> both(one, two, step));
    start("backs-off-2", () -> both(two, one, step));
  }

  private static void both(ReentrantLock own, ReentrantLock other, CyclicBarrier step)
      throws Exception {
    for (boolean got = false; !got; ) {
      own.lock();
      step.await();
      got = other.tryLock();
      step.await();
      own.unlock();
    }
  }
}
