package io.conccheck.samples.h32;

/** The program ends before its virtual thread has begun to work: the work is lost. */
public final class BrokenVirtualWork {

  private BrokenVirtualWork() {}

  private static void save() {
    try {
      Thread.sleep(2_000);
      System.out.println("saved");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Thread.startVirtualThread(BrokenVirtualWork::save); // want source:unjoined-virtual-thread, runtime:unfinished-virtual-threads
    System.out.println("good bye");
  }
}
