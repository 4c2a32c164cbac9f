package io.conccheck.samples.h16;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Sleeps until a letter comes. */
public final class MendedInbox {
  private final BlockingQueue<String> letters = new LinkedBlockingQueue<>(10);

  private void deliver() {
    try {
      letters.put("dear Ada");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    MendedInbox inbox = new MendedInbox();
    Thread postman = new Thread(inbox::deliver, "postman");
    postman.start();
    System.out.println(inbox.letters.take());
    postman.join();
  }
}
