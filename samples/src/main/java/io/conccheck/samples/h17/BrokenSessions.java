package io.conccheck.samples.h17;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/** Each session starts a sender for itself, and closing the session forgets it. */
public final class BrokenSessions {

  private final BlockingQueue<String> letters = new LinkedBlockingQueue<>();

  private final CountDownLatch ready = new CountDownLatch(1);

  private BrokenSessions() {}

  private void send() {
    ready.countDown();
    try {
      while (true) {
        System.out.println("sent " + letters.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void open() {
    Thread sender = new Thread(this::send);
    sender.setDaemon(true);
    sender.start(); // want runtime:thread-leak
  }

  public static void main(String[] args) throws InterruptedException {
    for (int i = 0; i < 5; i++) {
      BrokenSessions session = new BrokenSessions();
      session.open();
      session.ready.await();
      Thread.sleep(50); // there is more to do
    }
  }
}
