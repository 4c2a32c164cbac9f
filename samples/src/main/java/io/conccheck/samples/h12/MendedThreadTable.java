package io.conccheck.samples.h12;

/** Each thread has its connection in a thread local and gives it up in the end. */
public final class MendedThreadTable {
  private static final ThreadLocal<String> CONNECTION = new ThreadLocal<>();

  private MendedThreadTable() {}

  private static void connect() {
    CONNECTION.set("connection of " + Thread.currentThread().getName());
    try {
      System.out.println(CONNECTION.get());
    } finally {
      CONNECTION.remove();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Thread first = new Thread(MendedThreadTable::connect, "first");
    Thread second = new Thread(MendedThreadTable::connect, "second");
    first.start();
    second.start();
    first.join();
    second.join();
  }
}
