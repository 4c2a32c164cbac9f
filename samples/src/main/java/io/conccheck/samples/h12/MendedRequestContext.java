package io.conccheck.samples.h12;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The user of a request is taken off the worker when the request ends. */
public final class MendedRequestContext {
  private static final ThreadLocal<String> USER = new ThreadLocal<>();

  private MendedRequestContext() {}

  private static void handle(String user) {
    USER.set(user);
    try {
      System.out.println("hello " + USER.get());
    } finally {
      USER.remove();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    for (String user : new String[] {"ada", "grace"}) {
      pool.execute(() -> handle(user));
    }
    pool.shutdown();
    System.out.println("done " + pool.awaitTermination(5, TimeUnit.SECONDS));
  }
}
