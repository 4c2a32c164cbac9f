package example.thread;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/** Threads of all kinds that are left at the end, each started in a method of its own. */
public final class Broken {

  private static final BlockingQueue<String> QUEUE = new LinkedBlockingQueue<>();
  private static final CountDownLatch STARTED = new CountDownLatch(7);

  private Broken() {}

  private static void take() {
    STARTED.countDown();
    try {
      QUEUE.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void accept() {
    try (ServerSocket server = new ServerSocket(0)) {
      STARTED.countDown();
      server.accept();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void compute() {
    STARTED.countDown();
    long sum = 0;
    while (sum >= 0) {
      sum = sum * 31 + 7 & Long.MAX_VALUE;
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread t = new Thread(task, name);
    t.setDaemon(true);
    return t;
  }

  static void waiter() {
    new Thread(Broken::take, "waiter").start();
  }

  static void acceptor() {
    new Thread(Broken::accept, "acceptor").start();
  }

  static void idleDaemon() {
    daemon(Broken::take, "idle-daemon").start();
  }

  static void busyDaemon() {
    daemon(Broken::compute, "busy-daemon").start();
  }

  static void crew() {
    List.of(new Thread(Broken::take, "crew-1"), new Thread(Broken::take, "crew-2"))
        .forEach(Thread::start);
  }

  static void subclass() {
    new Thread("subclass") {
      @Override
      public void run() {
        take();
      }
    }.start();
  }

  static void leak() throws InterruptedException {
    for (int i = 0; i < 4; i++) {
      daemon(Broken::take, "session-" + i).start();
      Thread.sleep(60);
    }
  }

  /**
   * What it leaves behind ends with {@code System.exit}, {@code halt}, or when told by a signal.
   */
  public static void main(String[] args) throws Exception {
    waiter();
    acceptor();
    idleDaemon();
    busyDaemon();
    crew();
    subclass();
    STARTED.await();
    leak();
    System.out.println("ready");
    InputStream in = System.in;
    switch (args[0]) {
      case "exit" -> System.exit(0);
      case "halt" -> Runtime.getRuntime().halt(0);
      default -> in.read();
    }
  }
}
