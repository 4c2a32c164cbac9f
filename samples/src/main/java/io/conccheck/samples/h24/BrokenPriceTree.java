package io.conccheck.samples.h24;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.TimeUnit;

/** One price of the tree cannot be read, the whole task fails, and nobody asks for its outcome. */
public final class BrokenPriceTree extends RecursiveAction {

  private static final long serialVersionUID = 1;

  private final String price;

  private BrokenPriceTree(String price) {
    this.price = price;
  }

  @Override
  protected void compute() {
    if (!price.endsWith(" EUR")) {
      throw new IllegalArgumentException(price); // want runtime:unread-task-failure
    }
  }

  public static void main(String[] args) throws InterruptedException {
    ForkJoinPool pool = new ForkJoinPool(2);
    pool.submit(new BrokenPriceTree("12 EUR")); // want source:future-ignored
    pool.submit(new BrokenPriceTree("12 dollars")); // want source:future-ignored
    pool.shutdown();
    System.out.println("all prices read: " + pool.awaitTermination(10, TimeUnit.SECONDS));
  }
}
