package io.conccheck.agent.detect.thread;

import io.conccheck.agent.boot.ThreadInfo;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.spi.Frames;
import io.conccheck.agent.spi.Reports;
import io.conccheck.agent.state.AgentThreads;
import io.conccheck.agent.state.PlatformThreads;
import io.conccheck.agent.state.Stacks;
import io.conccheck.findings.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Many more threads that compute than there are processors: they take turns, and each turn costs.
 * Told when at every look for a while so many threads want to run, as Java and the operating system
 * see it, however little they get of a busy machine. Who waits for input or output is runnable for
 * Java, but not for the system; where that does not tell, some are asked for their stacks.
 *
 * <p>A thread of its own looks: where threads crowd the processors, whoever asks them for stacks is
 * late, and this look should not be.
 */
final class Crowd {

  /** So many threads to a processor are a crowd, if there are so many at all. */
  private static final int TO_ONE = 4;

  private static final int LEAST = 16;

  private static final long PAUSE_MILLIS = 250;

  /** It must be found so at so many looks in a row, for so long at least. */
  private static final int LOOKS = 3;

  private static final long WHILE_NANOS = 700_000_000;

  /** So many are asked for their stacks at most. */
  private static final int ASKED = 8;

  private final Reports reports;
  private final int processors = Runtime.getRuntime().availableProcessors();
  private final Backlog backlog = new Backlog();
  private int looks; // in a row
  private long since; // the first of them
  private boolean told; // by its own thread alone, as is all the rest

  Crowd(Reports reports) {
    this.reports = reports;
  }

  void start() {
    AgentThreads.start(
        "conccheck-crowd",
        new Runnable() {
          @Override
          public void run() {
            lookOn();
          }
        });
  }

  private void lookOn() {
    while (!told) {
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        // The application may interrupt every thread it finds; this one has no use for it.
        Thread.interrupted();
      }
      try {
        look();
      } catch (RuntimeException | LinkageError e) {
        reports.failure("the look at crowds of threads", e);
        return;
      }
    }
  }

  private void look() {
    List<Thread> runnable = runnable();
    int limit = Math.max(LEAST, TO_ONE * processors);
    if (runnable.size() < limit || wanting(runnable) < limit) {
      looks = 0;
      return;
    }
    if (looks++ == 0) {
      since = System.nanoTime();
    } else if (looks >= LOOKS && System.nanoTime() - since >= WHILE_NANOS) {
      report(runnable);
    }
  }

  private static List<Thread> runnable() {
    List<Thread> runnable = new ArrayList<>();
    for (Thread t : PlatformThreads.all()) {
      if (t.getState() == Thread.State.RUNNABLE) {
        ThreadInfo info = Threads.info(t);
        if (info != null && info.createdAt != null) {
          runnable.add(t);
        }
      }
    }
    return runnable;
  }

  /** How many of these want a processor. */
  private int wanting(List<Thread> runnable) {
    int all = backlog.now();
    return all >= 0 ? all : (int) (runnable.size() * working(runnable));
  }

  /** The part of some of these threads that does not wait for input or output. */
  private static double working(List<Thread> threads) {
    int asked = 0;
    int work = 0;
    int step = Math.max(1, threads.size() / ASKED);
    for (int i = 0; i < threads.size(); i += step) {
      Thread t = threads.get(i);
      StackTraceElement[] stack = Stacks.of(t);
      if (stack.length > 0) {
        asked++;
        work += Doing.of(t.getState(), stack) == Doing.WORK ? 1 : 0;
      }
    }
    return asked == 0 ? 0 : (double) work / asked;
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
