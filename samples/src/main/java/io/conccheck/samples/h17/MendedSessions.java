package io.conccheck.samples.h17;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Closing a session ends its sender and waits for it. */
public final class MendedSessions implements AutoCloseable {

  private static final String END = "";

  private final BlockingQueue<String> letters = new LinkedBlockingQueue<>();
  private final Thread sender = new Thread(this::send);

  private MendedSessions() {}

  private void send() {
    try {
      for (String letter = letters.take(); !letter.equals(END); letter = letters.take()) {
        System.out.println("sent " + letter);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void open() {
    sender.start();
  }

  @Override
  public void close() throws InterruptedException {
    letters.put(END);
    sender.join();
  }

  public static void main(String[] args) throws InterruptedException {
    for (int i = 0; i < 5; i++) {
      try (MendedSessions session = new MendedSessions()) {
        session.open();
        session.letters.put("greeting " + i);
      }
    }
  }
}
