package io.conccheck.samples.h06;

/** The chief waits for the helper and keeps the key that the helper waits for. */
public final class BrokenDesks {
  private int tidied;

  private synchronized void close() throws InterruptedException {
    Thread helper = new Thread(this::tidy, "helper");
    helper.start(); // want runtime:thread-not-joined
    helper.join(); // want source:blocking-under-lock, runtime:deadlock #1
    System.out.println(tidied + " desks tidied");
  }

  private void tidy() {
    synchronized (this) { // want runtime:deadlock #1
      tidied++;
    }
  }

  public static void main(String[] args) throws InterruptedException {
    BrokenDesks office = new BrokenDesks();
    Runnable run =
        () -> {
          try {
            office.close();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    Thread chief = new Thread(run, "chief");
    chief.start(); // want runtime:thread-not-joined
    chief.join(3_000);
    System.out.println("nobody answers");
    Runtime.getRuntime().halt(0);
  }
}
