package io.conccheck.agent.detect.thread;

import io.conccheck.agent.boot.Starts;
import io.conccheck.agent.spi.Reports;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Places that start a thread for every task: as many as are kept on record, within two seconds,
 * nearly all at one place. Ticker thread and exiting thread.
 */
final class Churn {

  private static final long WITHIN_NANOS = 2_000_000_000;

  /** So many of the starts on record must be of one place. */
  private static final int MOST = Starts.KEPT * 9 / 10;

  private final Reports reports;
  private final Set<String> told = new HashSet<>();
  private long seen;

  Churn(Reports reports) {
    this.reports = reports;
  }

  synchronized void look() {
    long count = Starts.count();
    if (count == seen || count < Starts.KEPT) {
      return;
    }
    seen = count;
    Starts.Start[] last = Starts.last();
    long nanos = last[last.length - 1].nanos - last[0].nanos;
    if (nanos > WITHIN_NANOS) {
      return;
    }
    Map<String, Integer> places = new HashMap<>();
    for (Starts.Start s : last) {
      Origin origin = Origin.of(s.stack, s.starter);
      if (origin != null
          && places.merge(origin.place(), 1, Integer::sum) == MOST
          && told.add(origin.place())) {
        reports.report(
            Oversubscription.perTask(
                origin.frames(), origin.creator(), last.length, nanos / 1_000_000 + 1));
      }
    }
  }
}
