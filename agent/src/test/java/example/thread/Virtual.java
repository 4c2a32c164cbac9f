package example.thread;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

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
    if (args.length > 0) {
      dropped();
      submitted();
      Thread.sleep(100);
    }
  }
}
