package io.conccheck.samples.h01;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Request handlers of a site add to a total that is made for many writers. */
public final class MendedPageViews {
  private static final LongAdder VIEWS = new LongAdder();

  private MendedPageViews() {}

  private static void handle(String path) {
    if (!path.endsWith(".css")) {
      VIEWS.increment();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    List<String> paths = List.of("/", "/style.css", "/news", "/about");
    ExecutorService handlers = Executors.newFixedThreadPool(2);
    for (int client = 0; client < 500; client++) {
      handlers.execute(() -> paths.forEach(MendedPageViews::handle));
    }
    handlers.shutdown();
    if (handlers.awaitTermination(10, TimeUnit.SECONDS)) {
      System.out.println(VIEWS.sum() + " of 1500 views counted");
    }
  }
}
