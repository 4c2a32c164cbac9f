package example.deadlock;

import java.lang.reflect.Method;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Waits that last several of the watchdog's periods and yet end: one after the other. */
public final class Alive {

  private static final int MILLIS = 900;

  private Alive() {}

  public static void main(String[] args) throws Exception {
    bySleeper();
    byTimer();
    byScheduler();
    byDelayedStage();
    byTimedStage();
    bySocket();
    byProcess();
    byWorkerAtWork();
    byTimedCondition();
    byPartner();
    byParty();
    byQueuedTask();
    byTurn();
    byHelpedTask();
    byPolledFlag();
    byComputing();
    byIdlePoolAndSleeper();
    byInitialiser();
    byOwnEnd();
    if (Runtime.version().feature() >= 21) {
      byVirtual();
    }
    System.out.println("done");
  }

  /** A thread that waits for its own end, as servers do to stay alive, until it is interrupted. */
  private static void byOwnEnd() throws Exception {
    Thread keeper =
        new Thread(
            () -> {
              try {
                Thread.currentThread().join();
              } catch (InterruptedException e) {
                // now it may end
              }
            });
    keeper.start();
    Thread.sleep(MILLIS);
    keeper.interrupt();
    keeper.join();
  }

  private static Thread start(Turns.Task task) {
    Thread t = new Thread(() -> Turns.now(task));
    t.start();
    return t;
  }

  private static void bySleeper() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    start(
        () -> {
          Thread.sleep(MILLIS);
          latch.countDown();
        });
    latch.await();
  }

  private static void byTimer() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    Timer timer = new Timer(true);
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            latch.countDown();
          }
        },
        MILLIS);
    latch.await();
    timer.cancel();
  }

  private static void byScheduler() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    ScheduledExecutorService pool = Executors.newScheduledThreadPool(1);
    pool.schedule(latch::countDown, MILLIS, TimeUnit.MILLISECONDS);
    latch.await();
    pool.shutdown();
  }

  /** The worker waits for a stage that needs its own pool, but not longer than it likes to. */
  private static void byTimedStage() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    CompletableFuture.runAsync(
            () ->
                CompletableFuture.supplyAsync(() -> "late", pool)
                    .thenApply(x -> x)
                    .completeOnTimeout("none", MILLIS, TimeUnit.MILLISECONDS)
                    .join(),
            pool)
        .get();
    pool.shutdown();
  }

  private static void byDelayedStage() {
    CompletableFuture<String> f = new CompletableFuture<>();
    f.completeOnTimeout("x", MILLIS, TimeUnit.MILLISECONDS).join();
  }

  private static void bySocket() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    try (ServerSocket server = new ServerSocket(0)) {
      start(
          () -> {
            server.accept().close();
            latch.countDown();
          });
      Thread caller =
          start(
              () -> {
                Thread.sleep(MILLIS);
                new Socket(server.getInetAddress(), server.getLocalPort()).close();
              });
      latch.await();
      caller.join();
    }
  }

  private static void byProcess() throws Exception {
    Process p = new ProcessBuilder("sleep", "1").start();
    p.onExit().join();
    p.waitFor();
  }

  private static void byWorkerAtWork() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    pool.submit(
        () -> {
          long end = System.nanoTime() + MILLIS * 1_000_000L;
          while (System.nanoTime() < end) {
            Math.sqrt(end);
          }
        });
    pool.submit(() -> "x").get();
    pool.shutdown();
  }

  private static void byTimedCondition() throws Exception {
    Lock lock = new ReentrantLock();
    Condition c = lock.newCondition();
    start(
        () -> {
          lock.lock();
          try {
            c.await(MILLIS, TimeUnit.MILLISECONDS);
            c.signalAll();
          } finally {
            lock.unlock();
          }
        });
    lock.lock();
    try {
      c.await();
    } finally {
      lock.unlock();
    }
  }

  private static void byPartner() throws Exception {
    Exchanger<String> exchanger = new Exchanger<>();
    start(
        () -> {
          Thread.sleep(MILLIS);
          exchanger.exchange("x");
        });
    exchanger.exchange("y");
  }

  private static void byParty() throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(3);
    ExecutorService pool = Executors.newFixedThreadPool(2);
    pool.submit(() -> Turns.now(barrier::await));
    pool.submit(() -> Turns.now(barrier::await));
    pool.submit(() -> "queued");
    Thread.sleep(MILLIS);
    barrier.await();
    pool.shutdown();
    pool.awaitTermination(1, TimeUnit.MINUTES);
  }

  /** All workers wait, tasks are queued, and the sign comes from outside the pool. */
  private static void byQueuedTask() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    ExecutorService pool = Executors.newFixedThreadPool(1);
    pool.submit(() -> Turns.now(latch::await));
    start(
        () -> {
          Thread.sleep(MILLIS);
          latch.countDown();
        });
    pool.submit(() -> "queued").get();
    pool.shutdown();
  }

  private static void byTurn() throws Exception {
    Semaphore a = new Semaphore(1);
    Semaphore b = new Semaphore(1);
    start(() -> both(a, b));
    start(() -> both(b, a)).join();
  }

  /** A worker that waits for a stage runs that stage itself meanwhile. */
  private static void byHelpedTask() {
    CompletableFuture<String> outer =
        CompletableFuture.supplyAsync(() -> CompletableFuture.supplyAsync(Alive::slow).join());
    outer.join();
  }

  private static volatile boolean ready;

  /** Who polls changes nothing, but another thread will. */
  private static void byPolledFlag() throws Exception {
    Thread t =
        start(
            () -> {
              while (!ready) {
                Thread.sleep(5);
              }
            });
    Thread.sleep(MILLIS);
    ready = true;
    t.join();
  }

  /** A loop that calls nothing and computes is none that only looks. */
  private static void byComputing() throws Exception {
    Thread t =
        start(
            () -> {
              long x = 1;
              for (int i = 0; i < 1_000_000_000; i++) {
                x = x * 31 + i;
              }
              System.out.print(x == 0 ? "?" : "");
            });
    t.join();
  }

  private static String slow() {
    Turns.now(() -> Thread.sleep(MILLIS));
    return "x";
  }

  private static void both(Semaphore one, Semaphore two) throws InterruptedException {
    one.acquire();
    Thread.sleep(MILLIS);
    two.tryAcquire(MILLIS, TimeUnit.MILLISECONDS);
    one.release();
  }

  /** The worker without work cannot help, but the sleeper feeds it. */
  private static void byIdlePoolAndSleeper() throws Exception {
    BlockingQueue<String> queue = new LinkedBlockingQueue<>();
    ExecutorService pool = Executors.newFixedThreadPool(1);
    pool.submit(() -> "x").get();
    start(
        () -> {
          Thread.sleep(MILLIS);
          pool.submit(() -> queue.add("x"));
        });
    queue.take();
    pool.shutdown();
  }

  private static final class Slow {
    static int value;

    static {
      Turns.now(() -> Thread.sleep(MILLIS));
      value = 1;
    }
  }

  private static void byInitialiser() throws Exception {
    Thread t = start(() -> System.out.print(Slow.value == 1 ? "" : "?"));
    System.out.print(Slow.value == 1 ? "" : "?");
    t.join();
  }

  private static void byVirtual() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    Runnable run =
        () -> {
          Turns.now(() -> Thread.sleep(MILLIS));
          latch.countDown();
        };
    Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
    start.invoke(null, run);
    latch.await();
    Runnable sleep = () -> Turns.now(() -> Thread.sleep(2 * MILLIS)); // the carrier has no work
    ((Thread) start.invoke(null, sleep)).join();
  }
}
