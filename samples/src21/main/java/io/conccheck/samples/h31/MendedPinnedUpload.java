package io.conccheck.samples.h31;

/** The slow part of an upload happens outside the monitor. */
public final class MendedPinnedUpload {
  private final Object connection = new Object();
  private int sent;

  private void upload() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    synchronized (connection) {
      sent++;
    }
  }

  public static void main(String[] args) throws InterruptedException {
    MendedPinnedUpload client = new MendedPinnedUpload();
    Thread first = Thread.ofVirtual().name("first").start(client::upload);
    Thread second = Thread.ofVirtual().name("second").start(client::upload);
    first.join();
    second.join();
    synchronized (client.connection) {
      System.out.println(client.sent + " files uploaded");
    }
  }
}
