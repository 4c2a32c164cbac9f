package io.conccheck.samples.h24;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Every letter's future is read. */
public final class MendedNewsletter {

  private MendedNewsletter() {}

  private static void send(String address) {
    if (!address.contains("@")) {
      throw new IllegalArgumentException("no address: " + address);
    }
  }

  public static void main(String[] args) throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    List<Future<?>> letters = new ArrayList<>();
    for (String address : new String[] {"ada@example.org", "nobody"}) {
      letters.add(pool.submit(() -> send(address)));
    }
    pool.shutdown();
    for (Future<?> letter : letters) {
      try {
        letter.get();
      } catch (ExecutionException e) {
        System.out.println("not sent: " + e.getCause().getMessage());
      }
    }
  }
}
