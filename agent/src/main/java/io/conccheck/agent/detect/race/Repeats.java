package io.conccheck.agent.detect.race;

import io.conccheck.findings.Finding;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How often two sites have raced over a variable, and the report that shows most of it. */
final class Repeats {

  private static final int TRIES = 128;

  private final AtomicLong count = new AtomicLong();
  private final AtomicInteger tries = new AtomicInteger();
  private volatile RaceReport whole; // the first with both stacks
  private volatile RaceReport last;

  /** One more; how many there are now. */
  long add() {
    return count.incrementAndGet();
  }

  /** The report that has both stacks, or null. */
  RaceReport whole() {
    return whole;
  }

  /** True if a report with both stacks is still wanted and has not been tried for too often. */
  boolean wantsWhole() {
    return whole == null && tries.get() < TRIES && tries.getAndIncrement() < TRIES;
  }

  /** The better of that report and what there is. */
  RaceReport best(RaceReport report) {
    last = report;
    if (whole == null && report.isWhole()) {
      whole = report;
    }
    return whole != null ? whole : report;
  }

  /** True if it is told of the time with that number: the count has doubled. */
  static boolean isTold(long n) {
    return Long.bitCount(n) == 1;
  }

  /** The finding with the number of all times; null if that was told already. */
  Finding inTheEnd() {
    RaceReport best = whole != null ? whole : last;
    return best == null || isTold(count.get()) ? null : best.toFinding(count.get());
  }
}
