package io.conccheck.samples.h22;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The pool is closed to new pictures, awaited, and gone. */
public final class MendedThumbnailPool {

  private MendedThumbnailPool() {}

  private static void scale(String picture) {
    if (picture.isEmpty()) {
      throw new IllegalArgumentException("no name");
    }
  }

  private static boolean scaleAll(String... pictures) throws InterruptedException {
    ExecutorService pool = Executors.newCachedThreadPool();
    try {
      for (String picture : pictures) {
        pool.execute(() -> scale(picture));
      }
    } finally {
      pool.shutdown();
    }
    return pool.awaitTermination(5, TimeUnit.SECONDS);
  }

  public static void main(String[] args) throws InterruptedException {
    System.out.println("all pictures scaled: " + scaleAll("a.png", "b.png", "c.png"));
  }
}
