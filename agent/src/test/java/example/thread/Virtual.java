package example.thread;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Virtual threads, by reflection, since they are younger than Java 17. */
public final class Virtual {

  private Virtual() {}

  private static void slow() {
    try {
      Thread.sleep(30_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static Thread start(Runnable task) throws ReflectiveOperationException {
    return (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
  }

  static void dropped() throws ReflectiveOperationException {
    for (int i = 0; i < 3; i++) {
      start(Virtual::slow);
    }
  }

  static void submitted() throws ReflectiveOperationException {
    ExecutorService perTask =
        (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    perTask.submit(
        (Callable<?>)
            () -> {
              slow();
              return null;
            });
  }

  private static ExecutorService perTask(String maker, Object... arguments)
      throws ReflectiveOperationException {
    Class<?>[] types =
        arguments.length == 0 ? new Class<?>[0] : new Class<?>[] {ThreadFactory.class};
    return (ExecutorService) Executors.class.getMethod(maker, types).invoke(null, arguments);
  }

  private static ThreadFactory factory() throws ReflectiveOperationException {
    Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
    return (ThreadFactory)
        Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
  }

  static void leftOpen() throws Exception {
    ExecutorService pool =
        perTask("newThreadPerTaskExecutor", (ThreadFactory) task -> new Thread(task, "job"));
    CountDownLatch runs = new CountDownLatch(1);
    pool.execute(
        () -> {
          runs.countDown();
          slow();
        });
    runs.await();
  }

  static void pooled() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2, factory());
    pool.submit(() -> {}).get();
    pool.shutdown();
    pool.awaitTermination(10, TimeUnit.SECONDS);
  }

  static void closed() throws Exception {
    ExecutorService virtual = perTask("newVirtualThreadPerTaskExecutor");
    virtual.submit(() -> {}).get();
    ((AutoCloseable) virtual).close();
    perTask("newVirtualThreadPerTaskExecutor").submit(() -> {}).get();
    ExecutorService scheduler = Executors.newScheduledThreadPool(1, factory());
    scheduler.submit(() -> {}).get();
    scheduler.shutdown();
    scheduler.awaitTermination(10, TimeUnit.SECONDS);
  }

  static void joined() throws Exception {
    Thread[] threads = new Thread[1000];
    for (int i = 0; i < threads.length; i++) {
      threads[i] = start(() -> {});
    }
    for (Thread t : threads) {
      t.join();
    }
  }

  public static void main(String[] args) throws Exception {
    joined();
    closed();
    if (args.length > 1) {
      leftOpen();
      pooled();
      System.exit(0);
    } else if (args.length > 0) {
      dropped();
      submitted();
      Thread.sleep(100);
    }
  }
}
