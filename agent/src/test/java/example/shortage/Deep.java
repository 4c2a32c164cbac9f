package example.shortage;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** Threads that have overflowed their stacks again and again, and go on. */
public final class Deep {

  private static final int TIMES = 60;
  private static int raced;

  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicInteger atomic = new AtomicInteger();
  private final Map<Integer, int[]> map = new HashMap<>();
  private final ConcurrentHashMap<Integer, Integer> concurrent = new ConcurrentHashMap<>();
  private final int[] array = new int[64];
  private volatile int last;
  private int guarded;
  private int racedLater;

  private Deep() {}

  private int down(int n) {
    synchronized (this) {
      guarded++;
      lock.lock();
      try {
        array[n & 63] += n;
        map.put(n & 31, new int[n & 7]);
        concurrent.merge(n & 15, 1, Integer::sum);
        atomic.incrementAndGet();
        last = n;
        return 1 + down(n + 1);
      } finally {
        lock.unlock();
      }
    }
  }

  private synchronized int method(int n) {
    guarded += n;
    return 1 + method(n + 1);
  }

  private void overflow() {
    int caught = 0;
    for (int i = 0; i < TIMES; i++) {
      try {
        down(0);
      } catch (StackOverflowError e) {
        caught++;
      }
      try {
        method(0);
      } catch (StackOverflowError e) {
        caught++;
      }
    }
    System.out.println(caught + " overflows " + (lock.isLocked() || Thread.holdsLock(this)));
  }

  private static void both(Runnable task) throws InterruptedException {
    Thread other = new Thread(null, task, "other", 512 << 10);
    other.start();
    task.run();
    other.join();
  }

  public static void main(String[] args) throws Exception {
    both(() -> new Deep().overflow());
    Deep ordered = new Deep();
    both(
        () -> {
          for (int i = 0; i < 1_000; i++) {
            ordered.lock.lock();
            try {
              ordered.guarded++;
            } finally {
              ordered.lock.unlock();
            }
          }
        });
    System.out.println("counted " + ordered.guarded);
    for (int i = 0; i < 3; i++) { // the first may be forgiven
      both(() -> raced++);
      both(() -> ordered.racedLater++);
    }
  }
}
