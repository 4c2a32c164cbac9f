package io.conccheck.samples.h26;

/** {@code start} begins a second thread. */
public final class MendedScan {

  private MendedScan() {}

  private static void scan() {
    System.out.println("scanned on " + Thread.currentThread().getName());
  }

  public static void main(String[] args) throws InterruptedException {
    Thread worker = new Thread(MendedScan::scan, "worker");
    worker.start();
    worker.join();
  }
}
