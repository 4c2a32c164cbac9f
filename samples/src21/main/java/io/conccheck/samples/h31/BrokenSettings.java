package io.conccheck.samples.h31;

/** A virtual thread reads settings while their class is initialised: its carrier waits with it. */
public final class BrokenSettings {

  private BrokenSettings() {}

  private static final class Settings {
    static final String HOME = read();

    private static String read() {
      try {
        Thread.sleep(100); // want runtime:pinned-virtual-thread
        return "/home";
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return "/";
      }
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Thread reader = Thread.ofVirtual().start(() -> System.out.println(Settings.HOME));
    reader.join();
  }
}
