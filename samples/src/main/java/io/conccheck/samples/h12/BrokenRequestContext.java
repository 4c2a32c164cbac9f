package io.conccheck.samples.h12;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The user of a request is left on the worker, and the next request finds him there. */
public final class BrokenRequestContext {
  private static final ThreadLocal<String> USER = new ThreadLocal<>();

  private BrokenRequestContext() {}

  private static void handle(String user) {
    String before = USER.get();
    if (before != null) {
      System.out.println(before + " is still logged in");
    }
    USER.set(user); // want source:thread-local-not-removed, runtime:thread-local-left
  }

  public static void main(String[] args) throws InterruptedException {
    Map<String, Integer> requests = new HashMap<>();
    ExecutorService pool = Executors.newFixedThreadPool(1);
    for (String user : new String[] {"ada", "grace"}) {
      requests.merge(user, 1, Integer::sum);
      pool.execute(() -> handle(user));
    }
    pool.shutdown();
    boolean done = pool.awaitTermination(5, TimeUnit.SECONDS);
    System.out.println(requests.size() + " users, done " + done);
  }
}
