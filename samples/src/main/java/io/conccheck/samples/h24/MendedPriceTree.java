package io.conccheck.samples.h24;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;

/** The pool's caller waits for the task, and is thrown what it threw. */
public final class MendedPriceTree extends RecursiveAction {

  private static final long serialVersionUID = 1;

  private final String price;

  private MendedPriceTree(String price) {
    this.price = price;
  }

  @Override
  protected void compute() {
    if (!price.endsWith(" EUR")) {
      throw new IllegalArgumentException(price);
    }
  }

  public static void main(String[] args) {
    ForkJoinPool pool = new ForkJoinPool(2);
    try {
      pool.invoke(new MendedPriceTree("12 EUR"));
      pool.invoke(new MendedPriceTree("12 dollars"));
    } catch (IllegalArgumentException e) {
      System.out.println("no price: " + e.getMessage());
    } finally {
      pool.shutdown();
    }
  }
}
