package example.deadlock;

import java.util.ArrayDeque;
import java.util.Deque;

/** Waits on an inner monitor, with the outer one held that whoever is to notify needs. */
final class StrandedMonitors {

  private StrandedMonitors() {}

  private static void untilWaiting(Thread t) throws InterruptedException {
    while (t.getState() != Thread.State.WAITING) {
      Thread.sleep(1);
    }
  }

  static void nested() throws Exception {
    Object outer = new Object();
    Object inner = new Object();
    Thread waits =
        Stranded.start(
            () -> {
              synchronized (outer) {
                synchronized (inner) {
                  inner.wait();
                }
              }
            });
    untilWaiting(waits);
    synchronized (outer) {
      synchronized (inner) {
        inner.notifyAll();
      }
    }
  }

  /** Its methods lock twice. */
  private static final class Mailbox {
    private final Object filled = new Object();
    private final Deque<String> letters = new ArrayDeque<>(); // guarded by filled

    synchronized String take() throws InterruptedException {
      synchronized (filled) {
        while (letters.isEmpty()) {
          filled.wait();
        }
        return letters.remove();
      }
    }

    synchronized void put(String letter) {
      synchronized (filled) {
        letters.add(letter);
        filled.notifyAll();
      }
    }
  }

  /** The writer does nothing before it calls a synchronized method. */
  static void methods() throws Exception {
    Mailbox mailbox = new Mailbox();
    untilWaiting(Stranded.start(() -> System.out.println(mailbox.take())));
    new Thread(() -> mailbox.put("x")).start();
  }
}
