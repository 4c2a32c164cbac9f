package io.conccheck.agent.detect.deadlock.hang;

import io.conccheck.agent.spi.Reports;
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

  /** The stacks of all threads, as an event in the log. */
  private void dump() {
    Map<String, Object> stacks = new HashMap<>();
    for (Map.Entry<Thread, StackTraceElement[]> e : Thread.getAllStackTraces().entrySet()) {
      List<String> frames = new ArrayList<>();
      for (StackTraceElement f : e.getValue()) {
        frames.add(f.toString());
      }
      stacks.put(e.getKey().getName(), frames);
    }
    reports.event("thread-dump", stacks);
  }
}
