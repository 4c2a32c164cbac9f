package io.conccheck.samples.h06;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The server tells however it ends, and the client does not wait for ever. */
public final class MendedReply {
  private final CountDownLatch replied = new CountDownLatch(1);

  private void serve(String question) {
    try {
      if (!question.isEmpty()) {
        System.out.println("answer to " + question);
      }
    } finally {
      replied.countDown();
    }
  }

  private void ask() {
    try {
      System.out.println(replied.await(3, TimeUnit.SECONDS) ? "answered" : "no answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    MendedReply exchange = new MendedReply();
    Thread client = new Thread(exchange::ask, "client");
    Thread server = new Thread(() -> exchange.serve(""), "server");
    client.start();
    server.start();
    server.join();
    client.join();
  }
}
