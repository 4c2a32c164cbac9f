package example.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Pools that are used the wrong way, and pools whose use only looks like it. */
public final class Uses {

  private Uses() {}

  private static void pause() {
    try {
      Thread.sleep(60);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ThreadPoolExecutor narrow(RejectedExecutionHandler policy) {
    return new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1), policy);
  }

  static void oneByOne() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    for (int i = 0; i < 5; i++) {
      pool.submit(() -> 1).get();
    }
    pool.shutdown();
  }

  static void awaitFirst() throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    pool.execute(() -> {});
    pool.awaitTermination(50, TimeUnit.MILLISECONDS);
    pool.shutdown();
  }

  /** Nobody is told of a task that was refused; the next ones are, or are given again. */
  static void swallows() throws InterruptedException {
    ThreadPoolExecutor pool = narrow(new ThreadPoolExecutor.AbortPolicy());
    for (int i = 0; i < 4; i++) {
      try {
        pool.execute(Uses::pause);
      } catch (RejectedExecutionException e) {
        // so be it
      }
    }
    pool.shutdown();
    pool.awaitTermination(10, TimeUnit.SECONDS);
  }

  private static void refusedAndTold() throws InterruptedException {
    ThreadPoolExecutor pool = narrow(new ThreadPoolExecutor.AbortPolicy());
    int given = 0;
    for (int i = 0; i < 4; i++) {
      try {
        pool.execute(Uses::pause);
        given++;
      } catch (RejectedExecutionException e) {
        // not among those given
      }
      if (!takes(pool)) {
        pause();
      }
    }
    System.out.println(given + " of 4 given");
    pool.shutdown();
    pool.awaitTermination(10, TimeUnit.SECONDS);
    try {
      pool.execute(Uses::pause);
    } catch (RejectedExecutionException e) {
      // it is closed
    }
  }

  private static boolean takes(ThreadPoolExecutor pool) {
    try {
      pool.execute(Uses::pause);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  static void discards() throws InterruptedException {
    ThreadPoolExecutor pool = narrow(new ThreadPoolExecutor.DiscardPolicy());
    for (int i = 0; i < 4; i++) {
      pool.submit(Uses::pause);
    }
    pool.shutdown();
    pool.awaitTermination(10, TimeUnit.SECONDS);
  }

  /** Handlers of its own that do nothing: one is a lambda. */
  static void handlesNothing() throws InterruptedException {
    ThreadPoolExecutor pool = narrow((task, executor) -> {});
    for (int i = 0; i < 4; i++) {
      pool.submit(Uses::pause);
    }
    pool.shutdown();
    pool.awaitTermination(10, TimeUnit.SECONDS);
  }

  static void handlesNothingByName() throws InterruptedException {
    ThreadPoolExecutor pool = narrow(new Silent());
    for (int i = 0; i < 4; i++) {
      pool.submit(Uses::pause);
    }
    pool.shutdown();
    pool.awaitTermination(10, TimeUnit.SECONDS);
  }

  /** Beside others of this class that do something. */
  static void handlesNothingByReference() throws InterruptedException {
    ThreadPoolExecutor pool = narrow(Uses::drop);
    for (int i = 0; i < 4; i++) {
      pool.submit(Uses::pause);
    }
    pool.shutdown();
    pool.awaitTermination(10, TimeUnit.SECONDS);
  }

  private static void drop(Runnable task, ThreadPoolExecutor executor) {
    // too busy
  }

  private static void handledByLambda() throws InterruptedException {
    AtomicInteger refused = new AtomicInteger();
    ThreadPoolExecutor pool = narrow((task, executor) -> refused.incrementAndGet());
    for (int i = 0; i < 4; i++) {
      pool.submit(Uses::pause);
    }
    pool.shutdown();
    pool.awaitTermination(10, TimeUnit.SECONDS);
    System.out.println(refused + " refused");
  }

  private static final class Silent implements RejectedExecutionHandler {
    @Override
    public void rejectedExecution(Runnable task, ThreadPoolExecutor executor) {
      // too busy
    }
  }

  private static final class Counting implements RejectedExecutionHandler {
    private int refused;

    @Override
    public void rejectedExecution(Runnable task, ThreadPoolExecutor executor) {
      refused++;
    }
  }

  private static void handledAndCounted() throws InterruptedException {
    Counting counting = new Counting();
    ThreadPoolExecutor pool = narrow(counting);
    for (int i = 0; i < 4; i++) {
      pool.submit(Uses::pause);
    }
    pool.shutdown();
    pool.submit(Uses::pause);
    pool.awaitTermination(10, TimeUnit.SECONDS);
    System.out.println(counting.refused + " refused");
  }

  static void dropsOldest() throws InterruptedException {
    ThreadPoolExecutor pool = narrow(new ThreadPoolExecutor.DiscardOldestPolicy());
    for (int i = 0; i < 4; i++) {
      pool.submit(Uses::pause);
    }
    pool.shutdown();
    pool.awaitTermination(10, TimeUnit.SECONDS);
  }

  /** Its only thread ends for want of work, and then nobody can reach the pool any more. */
  static void forgets() throws InterruptedException {
    useAndForget();
    Thread.sleep(50);
    for (int i = 0; i < 5; i++) {
      System.gc();
      Thread.sleep(20);
    }
  }

  private static void useAndForget() throws InterruptedException {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(0, 1, 1, TimeUnit.MILLISECONDS, new ArrayBlockingQueue<>(9));
    pool.execute(() -> {});
    while (pool.getCompletedTaskCount() == 0 || pool.getPoolSize() > 0) {
      Thread.sleep(5);
    }
  }

  static void callsRun() {
    new Thread(() -> {}).run();
  }

  static void notAwaited() {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    pool.execute(
        () -> {
          while (true) {
            pause();
          }
        });
    pool.shutdown();
  }

  private static void wrong() throws Exception {
    oneByOne();
    awaitFirst();
    discards();
    dropsOldest();
    handlesNothing();
    handlesNothingByName();
    handlesNothingByReference();
    swallows();
    forgets();
    callsRun();
    notAwaited();
  }

  private static void confined() throws Exception {
    ExecutorService one = Executors.newSingleThreadExecutor();
    ExecutorService timed = Executors.newFixedThreadPool(4);
    for (int i = 0; i < 5; i++) {
      one.submit(() -> 1).get();
      timed.submit(() -> 1).get(10, TimeUnit.SECONDS);
    }
    one.shutdown();
    timed.shutdown();
  }

  private static void together() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    List<Future<Integer>> futures = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      futures.add(pool.submit(() -> 1));
    }
    for (Future<Integer> f : futures) {
      f.get();
    }
    pool.shutdown();
  }

  /** Several clients of one pool, each of which waits: tasks do run at a time. */
  private static void clients() throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    Runnable client =
        () -> {
          try {
            for (int i = 0; i < 5; i++) {
              pool.submit(() -> 1).get();
            }
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        };
    Thread[] clients = {new Thread(client), new Thread(client)};
    for (Thread t : clients) {
      t.start();
    }
    for (Thread t : clients) {
      t.join();
    }
    pool.shutdown();
  }

  /** Somebody else ends the pool; until then this thread looks whether it has ended. */
  private static void awaitsAnother() throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    pool.execute(() -> {});
    Thread ender =
        new Thread(
            () -> {
              pause();
              pool.shutdown();
            });
    ender.start();
    while (!pool.awaitTermination(20, TimeUnit.MILLISECONDS)) {
      System.out.println("not yet");
    }
    ender.join();
  }

  private static void backPressure() throws InterruptedException {
    ThreadPoolExecutor pool = narrow(new ThreadPoolExecutor.CallerRunsPolicy());
    for (int i = 0; i < 4; i++) {
      pool.submit(Uses::pause);
    }
    pool.shutdown();
    pool.awaitTermination(10, TimeUnit.SECONDS);
  }

  private static void threadsAsTasks() throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    pool.execute(new Thread(() -> {}));
    pool.shutdown();
    Thread outer =
        new Thread(() -> {}) {
          @Override
          public void run() {
            super.run();
          }
        };
    outer.start();
    outer.join();
  }

  private static void right() throws Exception {
    confined();
    together();
    clients();
    awaitsAnother();
    backPressure();
    threadsAsTasks();
    refusedAndTold();
    handledAndCounted();
    handledByLambda();
  }

  public static void main(String[] args) throws Exception {
    if (args[0].equals("wrong")) {
      wrong();
    } else {
      right();
    }
    System.exit(0);
  }
}
