package io.conccheck.samples.h07;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/** Each tour takes its three rooms at once or waits without any. */
public final class MendedRoomBooking {
  private final Semaphore rooms = new Semaphore(3);
  private final CountDownLatch lobby = new CountDownLatch(2);

  private void tour() {
    try {
      lobby.countDown();
      lobby.await();
      rooms.acquire(3);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    try {
      System.out.println("booked");
    } finally {
      rooms.release(3);
    }
  }

  public static void main(String[] args) throws InterruptedException {
    MendedRoomBooking hotel = new MendedRoomBooking();
    Thread first = new Thread(hotel::tour, "first tour");
    Thread second = new Thread(hotel::tour, "second tour");
    first.start();
    second.start();
    first.join();
    second.join();
  }
}
