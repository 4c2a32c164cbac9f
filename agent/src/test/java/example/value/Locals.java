package example.value;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Thread-local values on the threads of pools. */
public final class Locals {

  private static final ThreadLocal<String> USER = new ThreadLocal<>();
  private static final ThreadLocal<Object> LEVEL = new ThreadLocal<>();
  private static final ThreadLocal<StringBuilder> BUFFER = new ThreadLocal<>();
  private static final ThreadLocal<StringBuilder> INITIAL =
      ThreadLocal.withInitial(StringBuilder::new);
  private static final ThreadLocal<byte[]> BYTES = ThreadLocal.withInitial(() -> new byte[1]);
  private static final ThreadLocal<Integer> COUNT = ThreadLocal.withInitial(() -> 0);
  private static final ThreadLocal<String> SAME = new ThreadLocal<>();
  private static final Object STANDARD = new Object();

  private Locals() {}

  static void leave(String user) {
    USER.set(user);
  }

  private static void found(String user) {
    System.out.println(user + " finds " + USER.get());
  }

  private static void clean(String user) {
    USER.set(user);
    try {
      LEVEL.set(new Object());
    } finally {
      USER.remove();
      LEVEL.set(STANDARD);
    }
  }

  /** The value belongs to the thread: all its tasks share it. */
  private static void cache(int i) {
    StringBuilder buffer = BUFFER.get();
    if (buffer == null) {
      buffer = new StringBuilder();
      BUFFER.set(buffer);
    }
    buffer.append(i);
    INITIAL.get().append(i);
    if (BYTES.get().length < i) {
      BYTES.set(new byte[i]);
    }
    COUNT.set(COUNT.get() + 1);
    SAME.set("always " + "the same".length());
  }

  private static void nested(String user) {
    String before = USER.get();
    USER.set(user);
    try {
      cache(user.length());
    } finally {
      USER.set(before);
    }
  }

  /** What a plug-in's class gives to each thread that it works on. */
  public static final class Plug implements Runnable {
    private static final ThreadLocal<Plug> OWN = ThreadLocal.withInitial(Plug::new);

    @Override
    public void run() {
      OWN.get();
    }
  }

  /** A plug-in has a loader of its own, and is gone when its work is done. */
  private static Runnable plug() {
    URL here = Locals.class.getProtectionDomain().getCodeSource().getLocation();
    try {
      ClassLoader loader =
          new URLClassLoader(new URL[] {here}, ClassLoader.getPlatformClassLoader());
      Class<?> type = loader.loadClass(Plug.class.getName());
      return (Runnable) type.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("not loaded", e);
    }
  }

  /** A pool that notes when each task began. */
  private static final class Timing extends ThreadPoolExecutor {
    private final ThreadLocal<Long> began = new ThreadLocal<>();
    private final AtomicLong total = new AtomicLong();

    Timing() {
      super(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    }

    @Override
    protected void beforeExecute(Thread t, Runnable task) {
      super.beforeExecute(t, task);
      began.set(System.nanoTime());
    }

    @Override
    protected void afterExecute(Runnable task, Throwable failure) {
      total.addAndGet(System.nanoTime() - began.get());
      super.afterExecute(task, failure);
    }
  }

  private static void timed() throws InterruptedException {
    Timing timing = new Timing();
    for (int i = 0; i < 6; i++) {
      timing.execute(() -> {});
    }
    timing.shutdown();
    timing.awaitTermination(10, TimeUnit.SECONDS);
  }

  public static void main(String[] args) throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    if (args[0].equals("broken")) {
      pool.execute(plug());
    } else if (args[0].equals("mended")) {
      pool.execute(new Plug()); // which lives as long as the program
    }
    for (int i = 0; i < 6; i++) {
      String user = "user " + i;
      int length = i;
      if (args[0].equals("broken")) {
        pool.execute(() -> leave(user));
      } else if (args[0].equals("once")) {
        pool.execute(i == 0 ? () -> leave(user) : () -> found(user));
      } else {
        pool.execute(() -> clean(user));
        pool.execute(() -> cache(length));
        pool.execute(() -> nested(user));
      }
    }
    pool.shutdown();
    System.out.println(pool.awaitTermination(10, TimeUnit.SECONDS));
    timed();
    USER.set("main may leave what it likes");
    USER.set("to itself");
  }
}
