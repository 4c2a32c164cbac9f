package io.conccheck.agent.detect.queue;

import io.conccheck.agent.spi.Reports;

/**
 * Queues without a limit whose producers outrun their consumers: told while the program runs if
 * they grow without a break for long, or at its end if they grew for a while and most of it is
 * still there. A queue that is filled first and emptied afterwards is neither. Ticker thread, then
 * exiting thread.
 */
final class Growing {

  /** So many looks in a row with so many elements are told at once. */
  private static final int LONG = 20;

  private static final int MANY = 10_000;

  /** So many looks in a row with so many elements are told if most are left at the end. */
  private static final int SHORT = 5;

  private static final int SOME = 1_000;

  private final Queues queues;
  private final Reports reports;

  Growing(Queues queues, Reports reports) {
    this.queues = queues;
    this.reports = reports;
  }

  void look() {
    for (Known queue : queues.all()) {
      int size = queue.sizeNow();
      if (size >= 0) {
        queue.length.see(size);
        if (queue.length.grown() >= LONG && size >= MANY) {
          report(queue, size);
        }
      }
    }
  }

  void atEnd() {
    for (Known queue : queues.all()) {
      int size = queue.size();
      Length length = queue.length;
      if (length.longest() >= SHORT && size >= SOME && size >= length.peak() / 2) {
        report(queue, size);
      }
    }
  }

  private void report(Known queue, int size) {
    if (!queue.length.told && queue.isApplications()) {
      queue.length.told = true;
      reports.report(QueueGrowth.of(queue, size));
    }
  }
}
