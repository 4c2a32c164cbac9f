package io.conccheck.agent.detect.deadlock;

import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.Waits;
import io.conccheck.agent.spi.AgentContext;
import io.conccheck.agent.spi.Option;
import io.conccheck.agent.spi.Reports;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.FutureTask;

/**
 * Looks from time to time who waits for whom, by the threads' own records, so that virtual threads
 * are seen too. A circle is told once two looks agree on every wait in it: then each member waits
 * for the next, and has done so all the time between. Runs on the ticker's thread alone.
 */
final class Watchdog implements Runnable {

  static final Option PERIOD =
      new Option("watchdog", "10", "time within which a hang is told; 0 means never");
  static final Option ACTION =
      new Option(
          "watchdog-action",
          "report",
          "what follows a hang: report, dump (all stacks), exit or halt (code 86)");

  private static final int LOOKS = 3; // in a period: two that agree fit in
  private static final int EXIT_CODE = 86;

  private final Reports reports;
  private final LockGraph graph;
  private final String action;
  private final Field runner;
  private final Set<Long> told = new HashSet<>();
  private Map<ThreadState, Stuck> last = new IdentityHashMap<>();

  private Watchdog(AgentContext context, LockGraph graph, Field runner) {
    this.reports = context.reports();
    this.graph = graph;
    this.action = context.options().text(ACTION);
    this.runner = runner;
  }

  /** Begins to look, unless the option says never. */
  static void start(AgentContext context, LockGraph graph) throws ReflectiveOperationException {
    long period = context.options().millis(PERIOD);
    if (period > 0) {
      context
          .instrumentation()
          .redefineModule(
              Object.class.getModule(),
              Set.of(),
              Map.of(),
              Map.of("java.util.concurrent", Set.of(Watchdog.class.getModule())),
              Set.of(),
              Map.of());
      Field runner = FutureTask.class.getDeclaredField("runner");
      runner.setAccessible(true);
      Waits.enabled = true;
      Watchdog dog = new Watchdog(context, graph, runner);
      context.ticker().every(Math.max(1, period / LOOKS), "the watchdog", dog);
    }
  }

  @Override
  public void run() {
    Map<ThreadState, Stuck> now = new IdentityHashMap<>();
    List<Stuck> stuck = new ArrayList<>();
    for (ThreadState ts : Threads.all()) {
      Stuck s = Stuck.of(ts);
      if (s != null) {
        now.put(ts, s);
        if (s.isStill(last.get(ts))) {
          stuck.add(s);
        }
      }
    }
    last = now;
    if (!stuck.isEmpty()) {
      for (List<Stuck> circle : circles(stuck)) {
        tell(circle);
      }
    }
  }

  /** Circles among these threads, each found from one of its members. */
  private List<List<Stuck>> circles(List<Stuck> stuck) {
    Holders holders = new Holders(stuck);
    Map<Stuck, Integer> visited = new IdentityHashMap<>();
    List<List<Stuck>> found = new ArrayList<>();
    int round = 0;
    for (Stuck start : stuck) {
      round++;
      List<Stuck> path = new ArrayList<>();
      Stuck at = start;
      while (at != null && !visited.containsKey(at)) {
        visited.put(at, round);
        path.add(at);
        at = holders.next(at, runner(at));
      }
      if (at != null && visited.get(at) == round) {
        found.add(path.subList(path.indexOf(at), path.size()));
      }
    }
    return found;
  }

  private Object runner(Stuck s) {
    try {
      return s.on() instanceof FutureTask<?> f ? runner.get(f) : null;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("the field was opened at the start", e);
    }
  }

  private void tell(List<Stuck> circle) {
    long key = 0;
    for (Stuck s : circle) {
      key += (s.ts().info.id * 31 + s.count()) * 0x9E3779B97F4A7C15L;
    }
    if (!told.add(key)) {
      return;
    }
    List<Request> waits = new ArrayList<>();
    for (int i = 0; i < circle.size(); i++) {
      Stuck before = circle.get((i + circle.size() - 1) % circle.size());
      waits.add(circle.get(i).request(graph, before.kind() == Waits.LOCK ? null : before.on()));
    }
    reports.report(new CycleReport(waits, true, 1).toFinding());
    act();
  }

  private void act() {
    switch (action) {
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
