package io.conccheck.samples.h06;

/** The chief takes the key once the helper has gone. */
public final class MendedDesks {
  private int tidied;

  private void close() throws InterruptedException {
    Thread helper = new Thread(this::tidy, "helper");
    helper.start();
    helper.join();
    synchronized (this) {
      System.out.println(tidied + " desks tidied");
    }
  }

  private void tidy() {
    synchronized (this) {
      tidied++;
    }
  }

  public static void main(String[] args) throws InterruptedException {
    MendedDesks office = new MendedDesks();
    Runnable run =
        () -> {
          try {
            office.close();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    Thread chief = new Thread(run, "chief");
    chief.start();
    chief.join();
  }
}
