package io.conccheck.agent.detect.thread;

import io.conccheck.agent.spi.Reports;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Places whose threads only grow in number: threads are started there again and again, and none of
 * them has ended. Looked at by the ticker, and last by the exiting thread.
 */
final class Growth implements Runnable {

  /** So many threads of one place, started on so many occasions, are a leak; fewer are a crew. */
  private static final int LEAK = 3;

  /** Two starts further apart than this are two occasions. */
  private static final long OCCASION_NANOS = 20_000_000;

  /** So many idle ones are told while the program runs, if they grew at each of so many looks. */
  private static final int MANY = 50;

  private static final int LOOKS = 3;

  private final Reports reports;
  private final Map<String, Place> places = new HashMap<>(); // guarded by this
  private final Set<String> told = new HashSet<>(); // guarded by this

  Growth(Reports reports) {
    this.reports = reports;
  }

  /** One look at a running program. */
  @Override
  public synchronized void run() {
    Map<String, List<Left>> now = new HashMap<>();
    for (Left l : Left.platform()) {
      now.computeIfAbsent(l.origin().place(), k -> new ArrayList<>()).add(l);
    }
    for (Map.Entry<String, List<Left>> e : now.entrySet()) {
      Place place = places.computeIfAbsent(e.getKey(), k -> new Place());
      place.see(e.getValue());
      if (place.grown >= LOOKS && e.getValue().size() >= MANY && isLeak(e.getKey(), e.getValue())) {
        told.add(e.getKey());
        reports.report(ThreadLeak.of(e.getValue()));
      }
    }
    for (Map.Entry<String, Place> e : places.entrySet()) {
      if (!now.containsKey(e.getKey())) {
        e.getValue().see(List.of());
      }
    }
  }

  /** True if these threads, all that live of one place, are a leak that was not told so far. */
  synchronized boolean isLeak(String place, List<Left> threads) {
    Place known = places.get(place);
    return !told.contains(place)
        && threads.size() >= LEAK
        && (known == null || !known.shrunk)
        && allIdle(threads)
        && occasions(threads) >= LEAK;
  }

  /** True if the threads of that place were told of as a leak while the program ran. */
  synchronized boolean isTold(String place) {
    return told.contains(place);
  }

  private static boolean allIdle(List<Left> threads) {
    for (Left l : threads) {
      if (l.doing() != Doing.WAIT && l.doing() != Doing.PAUSE) {
        return false;
      }
    }
    return true;
  }

  private static int occasions(List<Left> threads) {
    long[] starts = threads.stream().mapToLong(l -> l.info().startedNanos).sorted().toArray();
    int n = 1;
    for (int i = 1; i < starts.length; i++) {
      if (starts[i] - starts[i - 1] > OCCASION_NANOS) {
        n++;
      }
    }
    return n;
  }

  /** The history of one place. */
  private static final class Place {
    private Set<Long> before = Set.of(); // ids
    private boolean shrunk;
    private int grown; // looks in a row that found more

    void see(List<Left> threads) {
      Set<Long> now = new HashSet<>();
      for (Left l : threads) {
        now.add(l.info().id);
      }
      shrunk |= !now.containsAll(before);
      grown = now.size() > before.size() ? grown + 1 : 0;
      before = now;
    }
  }
}
