package guest;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Works with short-lived threads, pools, locks, maps and arrays for so many seconds. */
public final class Soaking {

  private static final int SHORT_THREADS = 100;
  private static final int VIRTUAL_THREADS = 1_000;
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Map<Integer, int[]> guarded = new HashMap<>();
  private final ConcurrentHashMap<Integer, int[]> concurrent = new ConcurrentHashMap<>();
  private long sum;

  private Soaking() {}

  public static void main(String[] args) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.parseLong(args[0]));
    long next = System.nanoTime() + PAUSE_NANOS;
    long rounds = 0;
    while (System.nanoTime() < end) {
      new Soaking().round();
      rounds++;
      if (System.nanoTime() > next) {
        System.gc();
        Runtime r = Runtime.getRuntime();
        System.out.println("used " + (r.totalMemory() - r.freeMemory() >> 10));
        next = System.nanoTime() + PAUSE_NANOS;
      }
    }
    System.out.println("rounds " + rounds);
  }

  private void round() throws Exception {
    CountDownLatch ended = new CountDownLatch(SHORT_THREADS);
    for (int t = 0; t < SHORT_THREADS; t++) {
      int me = t;
      new Thread(
              () -> {
                step(me);
                ended.countDown();
              })
          .start();
    }
    ended.await();
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      CompletableFuture<?>[] all = new CompletableFuture<?>[50];
      for (int i = 0; i < all.length; i++) {
        int me = i;
        all[i] = CompletableFuture.runAsync(() -> step(me), pool).thenRun(() -> step(me + 1));
      }
      CompletableFuture.allOf(all).get();
    } finally {
      pool.shutdown();
    }
    virtual();
  }

  private void step(int me) {
    int[] mine = new int[256];
    for (int i = 0; i < mine.length; i++) {
      mine[i] = i * me;
    }
    concurrent.put(me, mine);
    synchronized (guarded) {
      guarded.merge(me & 15, mine, (a, b) -> a.length > 0 ? b : a);
      sum += mine[me & 255];
    }
  }

  private void virtual() throws Exception {
    Method start;
    try {
      start = Thread.class.getMethod("startVirtualThread", Runnable.class);
    } catch (NoSuchMethodException e) {
      return; // an older JDK
    }
    CountDownLatch ended = new CountDownLatch(VIRTUAL_THREADS);
    for (int t = 0; t < VIRTUAL_THREADS; t++) {
      int me = t;
      Runnable task =
          () -> {
            step(me & 63);
            ended.countDown();
          };
      start.invoke(null, task);
    }
    ended.await();
  }
}
