package io.conccheck.agent.detect.deadlock.hang;

import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.spi.Reports;
import io.conccheck.agent.state.Stacks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What follows a hang that was told. */
final class Action {

  private static final int EXIT_CODE = 86;

  private final String name;
  private final Reports reports;

  Action(String name, Reports reports) {
    this.name = name;
    this.reports = reports;
  }

  void take() {
    switch (name) {
      case "dump" -> dump();
      case "exit" -> {
        dump();
        // Application hooks may need a lock of the circle: the exit must not hold up the ticker.
        if (isEnding()) {
          Runtime.getRuntime().halt(EXIT_CODE); // another exit would only wait for the first
        }
        Thread exit = new Thread(() -> System.exit(EXIT_CODE), "conccheck-exit");
        exit.setDaemon(true);
        exit.start();
      }
      case "halt" -> {
        dump();
        Runtime.getRuntime().halt(EXIT_CODE);
      }
      default -> {}
    }
  }

  /** True if the shutdown sequence has begun. */
  private static boolean isEnding() {
    try {
      Runtime.getRuntime().removeShutdownHook(new Thread());
      return false;
    } catch (IllegalStateException e) {
      return true; // so it says
    }
  }

  /** The stacks of all threads, as an event in the log. */
  private void dump() {
    Map<String, Object> stacks = new HashMap<>();
    for (Map.Entry<Thread, StackTraceElement[]> e : Thread.getAllStackTraces().entrySet()) {
      put(e.getKey(), e.getValue(), stacks);
    }
    for (Thread t : Threads.virtual()) {
      put(t, Stacks.of(t), stacks);
    }
    reports.event("thread-dump", stacks);
  }

  /** Threads of one name are told apart by their numbers. */
  @SuppressWarnings("deprecation") // threadId() is younger than 17
  private static void put(Thread t, StackTraceElement[] stack, Map<String, Object> stacks) {
    List<String> frames = new ArrayList<>();
    for (StackTraceElement f : stack) {
      frames.add(f.toString());
    }
    String name = t.getName();
    stacks.put(name.isEmpty() || stacks.containsKey(name) ? name + "#" + t.getId() : name, frames);
  }
}
