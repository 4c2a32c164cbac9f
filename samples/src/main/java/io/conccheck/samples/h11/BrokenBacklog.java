package io.conccheck.samples.h11;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Letters come in faster than they are answered, and the tray has no limit. */
public final class BrokenBacklog {
  private final BlockingQueue<Integer> letters = new LinkedBlockingQueue<>();

  private void answer() {
    try {
      while (letters.take() >= 0) {
        Thread.sleep(5);
      }
    } catch (InterruptedException e) {
      System.out.println(letters.size() + " letters unanswered");
    }
  }

  public static void main(String[] args) throws InterruptedException {
    BrokenBacklog office = new BrokenBacklog();
    Thread clerk = new Thread(office::answer, "clerk");
    clerk.start();
    for (int day = 0; day < 450; day++) {
      for (int letter = 0; letter < 10; letter++) {
        office.letters.add(letter); // want runtime:queue-growth
      }
      Thread.sleep(10);
    }
    clerk.interrupt();
    clerk.join();
  }
}
