package io.conccheck.samples.h02;

/** Waits for the monthly report by joining its thread. */
public final class MendedReportWait {
  private long sum;

  private void compute() {
    for (int day = 1; day <= 30; day++) {
      sum += day * 100L;
    }
  }

  public static void main(String[] args) throws InterruptedException {
    MendedReportWait report = new MendedReportWait();
    Thread worker = new Thread(report::compute, "report");
    worker.start();
    worker.join();
    System.out.println("sum " + report.sum);
  }
}
