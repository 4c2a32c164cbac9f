package io.conccheck.samples.h22;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Whoever makes a mailer closes it. */
public final class MendedMailer implements AutoCloseable {
  private final ExecutorService pool;

  private MendedMailer() {
    pool = Executors.newFixedThreadPool(2);
  }

  private Future<Integer> send(String letter) {
    return pool.submit(() -> letter.length());
  }

  @Override
  public void close() {
    pool.shutdown();
  }

  public static void main(String[] args) throws InterruptedException, ExecutionException {
    try (MendedMailer mailer = new MendedMailer()) {
      Future<Integer> first = mailer.send("dear Ada");
      Future<Integer> second = mailer.send("dear Grace");
      System.out.println(first.get() + second.get() + " characters sent");
    }
  }
}
