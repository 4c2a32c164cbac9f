package io.conccheck.samples.h16;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Asks every few milliseconds whether a letter has come. */
public final class BrokenInbox {
  private final Queue<String> letters = new ConcurrentLinkedQueue<>();

  private String next() throws InterruptedException {
    while (letters.isEmpty()) { // want source:polling-loop
      Thread.sleep(5);
    }
    return letters.poll();
  }

  private void deliver() {
    letters.add("dear Ada");
  }

  public static void main(String[] args) throws InterruptedException {
    BrokenInbox inbox = new BrokenInbox();
    Thread postman = new Thread(inbox::deliver, "postman");
    postman.start();
    System.out.println(inbox.next());
    postman.join();
  }
}
