package io.conccheck.junit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The threads and child processes that live at one moment and that a test may answer for. */
final class Alive {

  /** Threads of the JDK, of JUnit and of build tools that come to life while some test runs. */
  private static final Globs SHARED =
      new Globs(
          "ForkJoinPool.commonPool-worker-*",
          "CompletableFutureDelayScheduler",
          "process reaper*",
          "Keep-Alive-Timer",
          "HttpClient-*-SelectorManager",
          "Cleaner-*",
          "Common-Cleaner",
          "Attach Listener",
          "junit-*",
          "surefire-*",
          "Test worker*",
          "conccheck-*");

  final Set<Thread> threads = new HashSet<>();
  final Set<ProcessHandle> children = new HashSet<>();

  /** All processes of the machine, of whomever; only what comes in addition is looked at. */
  final Set<Long> processes = Strays.pids();

  private Alive() {}

  static Alive now() {
    Alive alive = new Alive();
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null && group.getParent().getParent() != null) {
      group = group.getParent(); // the system's own threads lie in the one above
    }
    Thread[] found = new Thread[group.activeCount() + 16];
    int n = group.enumerate(found, true);
    while (n == found.length) {
      found = new Thread[n * 2];
      n = group.enumerate(found, true);
    }
    for (int i = 0; i < n; i++) {
      if (found[i] != Thread.currentThread() && !isShared(found[i])) {
        alive.threads.add(found[i]);
      }
    }
    ProcessHandle.current().children().forEach(alive.children::add);
    return alive;
  }

  private static boolean isShared(Thread t) {
    String type = t.getClass().getName();
    return SHARED.test(t.getName()) || type.startsWith("jdk.internal.");
  }

  /** What lives now and did not live before, once it had that long to end. */
  static List<String> since(Alive before, long lingerMillis, Globs threads, Globs processes)
      throws InterruptedException {
    long end = System.nanoTime() + lingerMillis * 1_000_000;
    List<String> left = left(before, threads, processes);
    while (!left.isEmpty() && System.nanoTime() < end) {
      Thread.sleep(10);
      left = left(before, threads, processes);
    }
    return left;
  }

  private static List<String> left(Alive before, Globs threads, Globs processes) {
    Alive now = now();
    List<String> left = new ArrayList<>();
    for (Thread t : now.threads) {
      if (!before.threads.contains(t) && t.isAlive() && !threads.test(t.getName())) {
        left.add(Words.of(t));
      }
    }
    for (ProcessHandle h : now.children) {
      if (!before.children.contains(h) && h.isAlive() && !processes.test(Words.command(h))) {
        left.add("child process `" + Words.command(h) + "` (pid " + h.pid() + ")");
      }
    }
    for (ProcessHandle h : Strays.since(before.processes)) {
      if (!processes.test(Words.command(h))) {
        left.add(
            "process `"
                + Words.command(h)
                + "` (pid "
                + h.pid()
                + "), started meanwhile with this JVM's environment and left by its parent");
      }
    }
    return left;
  }
}
