package io.conccheck.samples.h22;

import static java.util.concurrent.Executors.newCachedThreadPool;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** All pictures are done, but the idle pool keeps the JVM alive until the night job kills it. */
public final class BrokenThumbnailPool {

  private BrokenThumbnailPool() {}

  private static void endOfNight(long millis) {
    CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(() -> System.exit(0));
  }

  private static void scale(String picture) {
    if (picture.isEmpty()) {
      throw new IllegalArgumentException("no name");
    }
  }

  private static void scaleAll(String... pictures) {
    var pool = newCachedThreadPool(); // want source:pool-not-shut-down, runtime:pool-not-shut-down
    for (String picture : pictures) {
      pool.execute(() -> scale(picture));
    }
  }

  public static void main(String[] args) {
    endOfNight(3_000);
    scaleAll("a.png", "b.png", "c.png");
    System.out.println("all pictures given to the pool");
  }
}
