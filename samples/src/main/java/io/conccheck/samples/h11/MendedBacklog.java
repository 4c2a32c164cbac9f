package io.conccheck.samples.h11;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** A full tray keeps letters waiting outside. */
public final class MendedBacklog {
  private final BlockingQueue<Integer> letters = new ArrayBlockingQueue<>(20);

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
    MendedBacklog office = new MendedBacklog();
    Thread clerk = new Thread(office::answer, "clerk");
    clerk.start();
    for (int day = 0; day < 10; day++) {
      for (int letter = 0; letter < 10; letter++) {
        office.letters.put(letter);
      }
      Thread.sleep(10);
    }
    clerk.interrupt();
    clerk.join();
  }
}
