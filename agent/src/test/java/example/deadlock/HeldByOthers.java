package example.deadlock;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * Long holds where the waiter has no record of its wait, and where the lock lives in a field; or,
 * with an argument, the same held for a moment only.
 */
public final class HeldByOthers {

  private static final int LONG_MILLIS = 1_500;
  private static final int SHORT_MILLIS = 10;

  private final int millis;
  private final Object lock = new Object();
  private final ConcurrentHashMap<String, String> map = new ConcurrentHashMap<>();

  private HeldByOthers(int millis) {
    this.millis = millis;
  }

  public static void main(String[] args) throws Exception {
    HeldByOthers h = new HeldByOthers(args.length == 0 ? LONG_MILLIS : SHORT_MILLIS);
    h.map.put("key", "old");
    during(h::block, "asks", h::enterBlock, false);
    during(h::compute, "puts", () -> h.map.put("key", "new"), false);
    during(h::compute, "merges", () -> h.map.merge("key", "new", String::concat), false);
    if (Runtime.version().feature() >= 21) {
      during(h::method, "virtual-calls", h::enterMethod, true);
    }
    System.out.println("done");
  }

  private void block(CountDownLatch held) throws InterruptedException {
    synchronized (lock) {
      held.countDown();
      Thread.sleep(millis);
    }
  }

  private void enterBlock() {
    synchronized (lock) {
      System.out.print("");
    }
  }

  private synchronized void method(CountDownLatch held) throws InterruptedException {
    held.countDown();
    Thread.sleep(millis);
  }

  private synchronized void enterMethod() {
    System.out.print("");
  }

  private void compute(CountDownLatch held) {
    map.compute(
        "key",
        (k, v) -> {
          held.countDown();
          Turns.now(() -> Thread.sleep(millis));
          return "computed";
        });
  }

  private interface Hold {
    void run(CountDownLatch held) throws Exception;
  }

  private static void during(Hold hold, String name, Runnable ask, boolean virtual)
      throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    Thread holder = new Thread(() -> Turns.now(() -> hold.run(held)), "holder");
    holder.start();
    held.await();
    Thread waiter = virtual ? virtual(ask) : new Thread(ask);
    waiter.setName(name);
    waiter.start();
    holder.join();
    waiter.join();
  }

  /** By reflection: this is compiled for 17. */
  private static Thread virtual(Runnable task) throws ReflectiveOperationException {
    Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
    return (Thread)
        Class.forName("java.lang.Thread$Builder")
            .getMethod("unstarted", Runnable.class)
            .invoke(builder, task);
  }
}
