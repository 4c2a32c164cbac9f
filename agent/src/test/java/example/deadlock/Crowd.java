package example.deadlock;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Five thousand threads take a hundred thousand locks two by two, always in one order; then a third
 * waits for a latch and the others for a monitor that one thread has for some seconds. All end.
 */
public final class Crowd {

  private static final int THREADS = 5_000;
  private static final int LOCKS = 100_000;
  private static final int PAIRS = LOCKS / THREADS;
  private static final int SECONDS = 5;

  private Crowd() {}

  public static void main(String[] args) throws Exception {
    Object[] locks = new Object[LOCKS];
    for (int i = 0; i < LOCKS; i++) {
      locks[i] = new Object();
    }
    CountDownLatch through = new CountDownLatch(THREADS);
    CountDownLatch end = new CountDownLatch(1);
    Object gate = new Object();
    List<Thread> all = new ArrayList<>();
    synchronized (gate) {
      for (int i = 0; i < THREADS; i++) {
        int mine = i;
        Thread t =
            new Thread(
                null,
                () -> Turns.now(() -> one(locks, mine, through, end, gate)),
                "crowd-" + i,
                128 * 1024);
        t.start();
        all.add(t);
      }
      through.await();
      Thread.sleep(SECONDS * 1_000);
    }
    end.countDown();
    for (Thread t : all) {
      t.join();
    }
    System.out.println("done");
  }

  private static void one(
      Object[] locks, int mine, CountDownLatch through, CountDownLatch end, Object gate)
      throws InterruptedException {
    for (int i = 0; i < PAIRS; i++) {
      int low = (mine * PAIRS + i) % (LOCKS - 1);
      synchronized (locks[low]) {
        synchronized (locks[low + 1]) {
          Thread.onSpinWait();
        }
      }
    }
    through.countDown();
    if (mine % 3 == 0) {
      end.await();
    } else {
      synchronized (gate) {
        Thread.onSpinWait();
      }
    }
  }
}
