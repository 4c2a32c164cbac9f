package io.conccheck.agent.detect.thread;

import io.conccheck.agent.boot.ThreadInfo;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.spi.Frames;
import io.conccheck.agent.spi.Reports;
import io.conccheck.agent.state.PlatformThreads;
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
    List<Thread> runnable = new ArrayList<>();
    for (Thread t : PlatformThreads.all()) {
      if (t.getState() == Thread.State.RUNNABLE) {
        runnable.add(t);
      }
    }
    int limit = Math.max(LEAST, TO_ONE * processors);
    if (runnable.size() >= limit) {
      runnable.removeIf(t -> !computes(t));
    }
    crowded = runnable.size() >= limit ? crowded + 1 : 0;
    if (crowded == LOOKS) {
      report(runnable);
    }
  }

  private static boolean computes(Thread t) {
    ThreadInfo info = Threads.info(t);
    StackTraceElement[] stack = t.getStackTrace();
    return info != null
        && info.createdAt != null
        && stack.length > 0
        && Doing.of(t.getState(), stack) == Doing.WORK;
  }

  private void report(List<Thread> crowd) {
    Map<String, List<ThreadInfo>> places = new HashMap<>();
    List<ThreadInfo> most = List.of();
    for (Thread t : crowd) {
      ThreadInfo info = Threads.info(t);
      if (info == null) {
        continue; // it has ended meanwhile
      }
      List<Frame> frames = Frames.of(info.createdAt);
      if (Frames.isApplication(frames.get(0).className())) {
        String place = frames.get(0).toString();
        List<ThreadInfo> there = places.computeIfAbsent(place, k -> new ArrayList<>());
        there.add(info);
        most = there.size() > most.size() ? there : most;
      }
    }
    if (!most.isEmpty()) {
      told = true;
      ThreadInfo one = most.get(0);
      reports.report(
          Oversubscription.crowd(
              Frames.of(one.createdAt),
              one.creator == null ? "?" : one.creator.label(),
              most.size(),
              crowd.size(),
              processors));
    }
  }
}
