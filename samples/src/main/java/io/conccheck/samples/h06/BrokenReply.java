package io.conccheck.samples.h06;

import java.util.concurrent.CountDownLatch;

/** The server gives up and forgets to tell: the client waits for ever. */
public final class BrokenReply {
  private final CountDownLatch replied = new CountDownLatch(1);

  private void serve(String question) {
    if (question.isEmpty()) {
      return;
    }
    replied.countDown(); // want source:counted-completion-lost
  }

  private void ask() {
    try {
      replied.await(); // want runtime:stranded-wait
      System.out.println("answered");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    BrokenReply exchange = new BrokenReply();
    Thread client = new Thread(exchange::ask, "client");
    Thread server = new Thread(() -> exchange.serve(""), "server");
    client.start(); // want runtime:thread-not-joined
    server.start();
    server.join();
    client.join(3_000);
    System.out.println(client.isAlive() ? "no answer, giving up" : "done");
    Runtime.getRuntime().halt(0);
  }
}
