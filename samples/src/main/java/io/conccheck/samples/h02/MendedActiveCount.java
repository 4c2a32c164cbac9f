package io.conccheck.samples.h02;

/** Adds up two halves of an invoice and joins both threads before it reads the sum. */
public final class MendedActiveCount {
  private final int[] halves = new int[2];

  private void add(int half, int items) {
    for (int i = 0; i < items; i++) {
      halves[half] += 10;
    }
  }

  private int total() {
    return halves[0] + halves[1];
  }

  public static void main(String[] args) throws InterruptedException {
    MendedActiveCount invoice = new MendedActiveCount();
    Thread first = new Thread(() -> invoice.add(0, 1_000), "first half");
    Thread second = new Thread(() -> invoice.add(1, 1_000), "second half");
    first.start();
    second.start();
    first.join();
    second.join();
    System.out.println("total " + invoice.total());
  }
}
