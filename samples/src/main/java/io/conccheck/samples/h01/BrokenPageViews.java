package io.conccheck.samples.h01;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Request handlers of a site add to a static total without a lock. */
public final class BrokenPageViews {
  private static long views;

  private BrokenPageViews() {}

  private static void handle(String path) {
    if (!path.endsWith(".css")) {
      views += 1; // want source:unguarded-shared-field, runtime:data-race
    }
  }

  public static void main(String[] args) throws InterruptedException {
    List<String> paths = List.of("/", "/style.css", "/news", "/about");
    ExecutorService handlers = Executors.newFixedThreadPool(2);
    for (int client = 0; client < 500; client++) {
      handlers.execute(() -> paths.forEach(BrokenPageViews::handle));
    }
    handlers.shutdown();
    if (handlers.awaitTermination(10, TimeUnit.SECONDS)) {
      System.out.println(views + " of 1500 views counted");
    }
  }
}
