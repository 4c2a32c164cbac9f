package io.conccheck.samples.h02;

/** Waits for the monthly report by asking again and again whether its thread still lives. */
public final class BrokenReportWait {
  private long sum;

  private void compute() {
    for (int day = 1; day <= 30; day++) {
      sum += day * 100L;
    }
  }

  public static void main(String[] args) throws InterruptedException {
    BrokenReportWait report = new BrokenReportWait();
    Thread worker = new Thread(report::compute, "report");
    worker.start();
    while (worker.isAlive()) { // want source:polling-for-thread-end
      Thread.sleep(20);
    }
    System.out.println("sum " + report.sum);
  }
}
