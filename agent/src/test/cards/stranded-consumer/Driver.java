import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

class Driver {
  private static void serve(BlockingQueue<String> dishes) {
    try {
      Kitchen.serve(dishes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Something else goes on in the program; in the end it ends it. */
  private static void music(Thread waiter) {
    try {
      for (int i = 0; i < 700 && waiter.isAlive(); i++) {
        Thread.sleep(10);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (waiter.isAlive()) {
      Runtime.getRuntime().halt(0);
    }
  }

  public static void main(String[] args) throws InterruptedException {
    BlockingQueue<String> dishes = new LinkedBlockingQueue<>();
    Thread waiter = new Thread(() -> serve(dishes));
    waiter.start();
    new Thread(() -> music(waiter)).start();
    Thread cook = new Thread(() -> Kitchen.cook(dishes, " soup ", null));
    cook.setUncaughtExceptionHandler((t, e) -> System.out.println("told " + e));
    cook.start();
    waiter.join();
  }
}
