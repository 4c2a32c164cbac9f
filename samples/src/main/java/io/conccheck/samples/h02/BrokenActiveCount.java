package io.conccheck.samples.h02;

/**
 * Adds up two halves of an invoice and waits until the JVM has but one thread left. The count of
 * threads orders nothing: the sum may be read before it is complete.
 */
public final class BrokenActiveCount {
  private final int[] halves = new int[2];

  private void add(int half, int items) {
    for (int i = 0; i < items; i++) {
      halves[half] += 10; // want runtime:data-race #1
    }
  }

  private int total() {
    return halves[0] + halves[1]; // want runtime:data-race #1
  }

  public static void main(String[] args) throws InterruptedException {
    BrokenActiveCount invoice = new BrokenActiveCount();
    int before = Thread.activeCount();
    new Thread(() -> invoice.add(0, 1_000), "first half").start();
    new Thread(() -> invoice.add(1, 1_000), "second half").start();
    while (Thread.activeCount() > before) { // want source:polling-for-thread-end
      Thread.sleep(20);
    }
    System.out.println("total " + invoice.total());
  }
}
