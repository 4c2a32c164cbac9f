package io.conccheck.samples.h05;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** One job takes the scanner and then the printer, the other the printer and then the scanner. */
public final class BrokenScanOffice {
  private final Semaphore scanner = new Semaphore(1);
  private final Semaphore printer = new Semaphore(1);

  private void copy() {
    use(scanner, printer, "copied");
  }

  private void fax() {
    use(printer, scanner, "faxed");
  }

  private static void use(Semaphore first, Semaphore second, String done) {
    first.acquireUninterruptibly();
    try {
      second.acquireUninterruptibly(); // want source:lock-order-cycle, runtime:lock-order-cycle
      try {
        System.out.println(done);
      } finally {
        second.release();
      }
    } finally {
      first.release();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    BrokenScanOffice office = new BrokenScanOffice();
    ScheduledExecutorService staff = Executors.newScheduledThreadPool(2);
    staff.schedule(office::copy, 0, TimeUnit.MILLISECONDS);
    staff.schedule(office::fax, 300, TimeUnit.MILLISECONDS);
    staff.shutdown();
    if (!staff.awaitTermination(10, TimeUnit.SECONDS)) {
      Runtime.getRuntime().halt(0);
    }
  }
}
