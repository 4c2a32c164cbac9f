package io.conccheck.samples.h26;

/** {@code run} does the work here and now; no second thread ever exists. */
public final class BrokenScan {

  private BrokenScan() {}

  private static void scan() {
    System.out.println("scanned on " + Thread.currentThread().getName());
  }

  public static void main(String[] args) {
    Thread worker = new Thread(BrokenScan::scan, "worker");
    worker.run(); // want source:run-for-start, runtime:caller-ran-task
  }
}
