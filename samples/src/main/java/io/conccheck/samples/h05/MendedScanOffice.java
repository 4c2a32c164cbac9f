package io.conccheck.samples.h05;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Every job takes the scanner before the printer. */
public final class MendedScanOffice {
  private final Semaphore scanner = new Semaphore(1);
  private final Semaphore printer = new Semaphore(1);

  private void copy() {
    use(scanner, printer, "copied");
  }

  private void fax() {
    use(scanner, printer, "faxed");
  }

  private static void use(Semaphore first, Semaphore second, String done) {
    first.acquireUninterruptibly();
    try {
      second.acquireUninterruptibly();
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
    MendedScanOffice office = new MendedScanOffice();
    ScheduledExecutorService staff = Executors.newScheduledThreadPool(2);
    staff.schedule(office::copy, 0, TimeUnit.MILLISECONDS);
    staff.schedule(office::fax, 300, TimeUnit.MILLISECONDS);
    staff.shutdown();
    if (!staff.awaitTermination(10, TimeUnit.SECONDS)) {
      Runtime.getRuntime().halt(0);
    }
  }
}
