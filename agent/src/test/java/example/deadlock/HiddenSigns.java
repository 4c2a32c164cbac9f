package example.deadlock;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Waits that last several of the watchdog's periods and yet end: by what a thread does when it
 * fails, by its end, by a method of the program's that the JDK calls, by a gate that others open.
 */
public final class HiddenSigns {

  private static final int MILLIS = 900;

  private HiddenSigns() {}

  public static void main(String[] args) throws Exception {
    byHandler();
    byLastWords(true);
    byLastWords(false);
    byName();
    byOrder();
    byKey();
    byWalk();
    byThreadsEnd();
    byGate();
    byTimedGate();
    System.out.println("done");
  }

  private static Thread start(Turns.Task task) {
    Thread t = new Thread(() -> Turns.now(task));
    t.start();
    return t;
  }

  private static void byHandler() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    start(
        () -> {
          try {
            Thread.sleep(MILLIS);
            Integer.parseInt("none");
          } catch (NumberFormatException e) {
            latch.countDown();
          }
        });
    latch.await();
  }

  private static void byLastWords(boolean ofAll) throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    Thread t =
        new Thread(
            () -> {
              Turns.now(() -> Thread.sleep(MILLIS));
              Integer.parseInt("none");
            });
    if (ofAll) {
      Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> latch.countDown());
    } else {
      t.setUncaughtExceptionHandler(new Last(latch));
    }
    t.start();
    latch.await();
    Thread.setDefaultUncaughtExceptionHandler(null);
    t.join();
  }

  private record Last(CountDownLatch latch) implements Thread.UncaughtExceptionHandler {
    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
      latch.countDown();
    }
  }

  /** Whatever is asked of it ends the wait. */
  private record Sign(CountDownLatch latch) implements Comparable<Sign>, Iterable<String> {
    @Override
    public String toString() {
      latch.countDown();
      return "sign";
    }

    @Override
    public int hashCode() {
      latch.countDown();
      return 1;
    }

    @Override
    public boolean equals(Object o) {
      return this == o;
    }

    @Override
    public int compareTo(Sign o) {
      latch.countDown();
      return 0;
    }

    @Override
    public java.util.Iterator<String> iterator() {
      latch.countDown();
      return List.of("x").iterator();
    }
  }

  private static void byName() throws Exception {
    Sign sign = new Sign(new CountDownLatch(1));
    start(
        () -> {
          Thread.sleep(MILLIS);
          if (("a " + sign).isEmpty()) {
            System.out.println("none");
          }
        });
    sign.latch.await();
  }

  private static void byOrder() throws Exception {
    Sign sign = new Sign(new CountDownLatch(1));
    List<Sign> list = new ArrayList<>(List.of(sign, sign));
    start(
        () -> {
          Thread.sleep(MILLIS);
          list.sort(null);
        });
    sign.latch.await();
  }

  private static void byKey() throws Exception {
    Sign sign = new Sign(new CountDownLatch(1));
    Map<Object, String> map = new HashMap<>();
    start(
        () -> {
          Thread.sleep(MILLIS);
          map.put(sign, "x");
        });
    sign.latch.await();
  }

  private static void byWalk() throws Exception {
    Sign sign = new Sign(new CountDownLatch(1));
    Iterable<String> walked = sign;
    start(
        () -> {
          Thread.sleep(MILLIS);
          for (String s : walked) {
            s.isEmpty();
          }
        });
    sign.latch.await();
  }

  /** The end of a thread notifies all who wait for its object. */
  private static void byThreadsEnd() throws Exception {
    Thread t = start(() -> Thread.sleep(MILLIS));
    synchronized (t) {
      while (t.isAlive()) {
        t.wait();
      }
    }
  }

  /** Who took the permit does not think of giving it back: it shuts the gate. */
  private static void byGate() throws Exception {
    Semaphore gate = new Semaphore(1);
    List<Runnable> open = List.of(gate::release);
    gate.acquire();
    Thread waits = start(gate::acquire);
    start(
        () -> {
          Thread.sleep(2 * MILLIS);
          open.get(0).run();
        });
    waits.join();
  }

  private static void byTimedGate() throws Exception {
    Semaphore gate = new Semaphore(1);
    ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    gate.acquire();
    timer.schedule(() -> gate.release(), 2 * MILLIS, TimeUnit.MILLISECONDS);
    Thread waits = start(gate::acquire);
    waits.join();
    timer.shutdown();
  }
}
