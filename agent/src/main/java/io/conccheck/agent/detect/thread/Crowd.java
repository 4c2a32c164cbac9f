package io.conccheck.agent.detect.thread;

import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.spi.Frames;
import io.conccheck.agent.spi.Reports;
import io.conccheck.findings.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Many more threads that compute than there are processors, at several looks in a row: they take
 * turns, and each turn costs. Threads that wait for input or output do not count, nor do those of
 * the JDK. Ticker thread only.
 */
final class Crowd {

  /** So many threads to a processor are a crowd, if there are so many at all. */
  private static final int TO_ONE = 4;

  private static final int LEAST = 16;

  /** So many looks in a row. */
  private static final int LOOKS = 4;

  private final Reports reports;
  private final int processors = Runtime.getRuntime().availableProcessors();
  private int crowded; // looks in a row
  private boolean told;

  Crowd(Reports reports) {
    this.reports = reports;
  }

  void look() {
    if (told) {
      return;
    }
    List<ThreadState> runnable = new ArrayList<>();
    for (ThreadState ts : Threads.all()) {
      Thread t = ts.thread();
      boolean counts = t != null && !ts.info.virtual && ts.info.createdAt != null;
      if (counts && t.getState() == Thread.State.RUNNABLE) {
        runnable.add(ts);
      }
    }
    int limit = Math.max(LEAST, TO_ONE * processors);
    if (runnable.size() >= limit) {
      runnable.removeIf(ts -> !computes(ts.thread()));
    }
    crowded = runnable.size() >= limit ? crowded + 1 : 0;
    if (crowded == LOOKS) {
      report(runnable);
    }
  }

  private static boolean computes(Thread t) {
    StackTraceElement[] stack = t == null ? new StackTraceElement[0] : t.getStackTrace();
    return stack.length > 0 && Doing.of(t.getState(), stack) == Doing.WORK;
  }

  private void report(List<ThreadState> crowd) {
    Map<String, List<ThreadState>> places = new HashMap<>();
    List<ThreadState> most = List.of();
    for (ThreadState ts : crowd) {
      List<Frame> frames = Frames.of(ts.info.createdAt);
      if (Frames.isApplication(frames.get(0).className())) {
        String place = frames.get(0).toString();
        List<ThreadState> there = places.computeIfAbsent(place, k -> new ArrayList<>());
        there.add(ts);
        most = there.size() > most.size() ? there : most;
      }
    }
    if (!most.isEmpty()) {
      told = true;
      ThreadState one = most.get(0);
      reports.report(
          Oversubscription.crowd(
              Frames.of(one.info.createdAt),
              one.info.creator == null ? "?" : one.info.creator.label(),
              most.size(),
              crowd.size(),
              processors));
    }
  }
}
