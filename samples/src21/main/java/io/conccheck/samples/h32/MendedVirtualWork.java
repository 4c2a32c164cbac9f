package io.conccheck.samples.h32;

/** The program ends after its virtual thread has. */
public final class MendedVirtualWork {

  private MendedVirtualWork() {}

  private static void save() {
    try {
      Thread.sleep(50);
      System.out.println("saved");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Thread saver = Thread.startVirtualThread(MendedVirtualWork::save);
    saver.join();
    System.out.println("good bye");
  }
}
