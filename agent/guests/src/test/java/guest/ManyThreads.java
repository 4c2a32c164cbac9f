package guest;

import java.lang.reflect.Method;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Starts so many short-lived virtual threads, of which no more than a thousand live at once. */
public final class ManyThreads {

  private static final int ALIVE = 1_000;
  private static final Object LOCK = new Object();
  private static int guarded;

  private ManyThreads() {}

  public static void main(String[] args) throws Exception {
    int threads = Integer.parseInt(args[0]);
    Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
    AtomicInteger ended = new AtomicInteger();
    Semaphore alive = new Semaphore(ALIVE);
    Runnable task =
        () -> {
          int[] own = {1, 2, 3};
          synchronized (LOCK) {
            guarded += own[1] - own[0];
          }
          ended.incrementAndGet();
          alive.release();
        };
    for (int i = 0; i < threads; i++) {
      alive.acquire();
      start.invoke(null, task);
    }
    alive.acquire(ALIVE);
    System.out.println("ended " + ended.get() + " " + guarded);
  }
}
