package io.conccheck.samples.h02;

/** A server spins until its cache is warm; the plain flag may never be seen to change. */
public final class BrokenWarmUp {
  private boolean warm;

  private void load() {
    long end = System.nanoTime() + 100_000_000L;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    warm = true; // want source:unguarded-shared-field, runtime:data-race #1
  }

  private boolean awaitWarm(long nanos) {
    long deadline = System.nanoTime() + nanos;
    while (!warm) { // want source:spin-on-plain-field, runtime:data-race #1
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
    }
    return true;
  }

  public static void main(String[] args) throws InterruptedException {
    BrokenWarmUp cache = new BrokenWarmUp();
    Thread loader = new Thread(cache::load, "loader");
    loader.start();
    boolean seen = cache.awaitWarm(1_000_000_000L);
    loader.join();
    System.out.println(seen ? "warm" : "never seen to be warm");
  }
}
