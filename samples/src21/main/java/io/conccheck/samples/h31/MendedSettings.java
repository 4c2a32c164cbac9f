package io.conccheck.samples.h31;

/** The settings are read before anybody needs them, by a method that may wait. */
public final class MendedSettings {

  private MendedSettings() {}

  private static String read() {
    try {
      Thread.sleep(100);
      return "/home";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "/";
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Thread reader = Thread.ofVirtual().start(() -> System.out.println(read()));
    reader.join();
  }
}
