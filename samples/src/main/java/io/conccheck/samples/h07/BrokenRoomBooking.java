package io.conccheck.samples.h07;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/** Each tour needs all three rooms and takes them one by one: two tours may block each other. */
public final class BrokenRoomBooking {
  private final Semaphore rooms = new Semaphore(3);
  private final CountDownLatch lobby = new CountDownLatch(2);

  private boolean book() throws InterruptedException {
    int held = 0;
    try {
      while (held < 3) {
        if (!rooms.tryAcquire(1, SECONDS)) { // want source:permits-one-by-one, runtime:unsafe-state
          return false;
        }
        if (held++ == 0) {
          lobby.countDown();
          lobby.await(); // the tours meet before they look at their other rooms
        }
      }
      return true;
    } finally {
      rooms.release(held);
    }
  }

  private void tour() {
    try {
      System.out.println(book() ? "booked" : "not enough rooms left");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    BrokenRoomBooking hotel = new BrokenRoomBooking();
    Thread first = new Thread(hotel::tour, "first tour");
    Thread second = new Thread(hotel::tour, "second tour");
    first.start();
    second.start();
    first.join();
    second.join();
  }
}
