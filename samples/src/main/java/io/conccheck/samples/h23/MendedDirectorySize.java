package io.conccheck.samples.h23;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveTask;

/** A fork/join pool lets a worker that waits for a task run other tasks. */
public final class MendedDirectorySize extends RecursiveTask<Long> {
  private static final long serialVersionUID = 1;

  private final int depth;

  private MendedDirectorySize(int depth) {
    this.depth = depth;
  }

  @Override
  protected Long compute() {
    if (depth == 0) {
      return 10L;
    }
    MendedDirectorySize below = new MendedDirectorySize(depth - 1);
    below.fork();
    return 10 + below.join();
  }

  public static void main(String[] args) {
    ForkJoinPool pool = new ForkJoinPool(1);
    try {
      System.out.println("size " + pool.invoke(new MendedDirectorySize(2)));
    } finally {
      pool.shutdown();
    }
  }
}
