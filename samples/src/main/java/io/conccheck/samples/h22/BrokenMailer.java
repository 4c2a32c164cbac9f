package io.conccheck.samples.h22;

import static java.util.concurrent.Executors.newFixedThreadPool;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** A mailer with a pool in a field that nobody can shut down; the program has to exit by force. */
public final class BrokenMailer {
  private final ExecutorService pool;

  private BrokenMailer() {
    pool = newFixedThreadPool(2); // want source:pool-not-shut-down, runtime:pool-not-shut-down
  }

  private Future<Integer> send(String letter) {
    return pool.submit(() -> letter.length());
  }

  public static void main(String[] args) throws InterruptedException, ExecutionException {
    BrokenMailer mailer = new BrokenMailer();
    Future<Integer> first = mailer.send("dear Ada");
    Future<Integer> second = mailer.send("dear Grace");
    System.out.println(first.get() + second.get() + " characters sent");
    System.exit(0);
  }
}
