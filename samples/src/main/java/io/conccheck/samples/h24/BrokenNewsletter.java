package io.conccheck.samples.h24;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A letter that cannot be sent fails in a future that nobody looks at. */
public final class BrokenNewsletter {

  private BrokenNewsletter() {}

  private static void send(String address) {
    if (!address.contains("@")) {
      String problem = "no address: " + address;
      throw new IllegalArgumentException(problem); // want runtime:unread-task-failure
    }
  }

  public static void main(String[] args) throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    for (String to : new String[] {"ada@example.org", "nobody"}) {
      pool.submit(() -> send(to)); // want source:future-ignored
    }
    pool.shutdown();
    System.out.println("all sent: " + pool.awaitTermination(5, TimeUnit.SECONDS));
  }
}
