package io.conccheck.samples.h31;

import static java.lang.Thread.sleep;

/** A virtual thread sleeps in a monitor: up to JDK 23 it keeps its carrier for itself. */
public final class BrokenPinnedUpload {
  private final Object connection = new Object();
  private int sent;

  private void upload() {
    synchronized (connection) {
      sent++;
      try {
        sleep(50); // want source:blocking-under-lock; want[21-23] source:pinned-carrier, runtime:pinned-virtual-thread
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  public static void main(String[] args) throws InterruptedException {
    BrokenPinnedUpload client = new BrokenPinnedUpload();
    Thread first = Thread.ofVirtual().name("first").start(client::upload);
    Thread second = Thread.ofVirtual().name("second").start(client::upload);
    first.join();
    second.join();
    synchronized (client.connection) {
      System.out.println(client.sent + " files uploaded");
    }
  }
}
