package io.conccheck.agent.detect.deadlock.hang;

import io.conccheck.agent.boot.Waits;
import io.conccheck.agent.detect.deadlock.CycleReport;
import io.conccheck.agent.detect.deadlock.LockGraph;
import io.conccheck.agent.detect.deadlock.Request;
import io.conccheck.agent.spi.AgentContext;
import io.conccheck.agent.spi.Option;
import io.conccheck.agent.spi.Reports;
import io.conccheck.findings.Confidence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks from time to time who waits for whom, by the threads' own records, so that virtual threads
 * are seen too. A wait counts if it has been the same in two looks: then it lasted all the time
 * between. A verdict is told if the next look comes to it again: whoever could have helped may have
 * done so and ended just before it was looked at, and the one it woke had not run yet. Runs on the
 * ticker's thread alone.
 */
public final class Watchdog implements Runnable {

  public static final Option PERIOD =
      new Option("watchdog", "10", "time within which a hang is told; 0 means never");
  public static final Option ACTION =
      new Option(
          "watchdog-action",
          "report",
          "what follows a hang: report, dump (all stacks), exit or halt (code 86)");

  private static final int LOOKS = 4; // in a period: three that agree fit in

  private final Reports reports;
  private final LockGraph graph;
  private final Action action;
  private final Tasks tasks = new Tasks();
  private final Platform platform = new Platform();
  private final Initialisers initialisers;
  private final Set<Long> told = new HashSet<>();
  private Set<Long> verdicts = Set.of();
  private Set<Long> verdictsBefore = Set.of();
  private Look last;
  private Thread helper;

  private Watchdog(AgentContext context, LockGraph graph) throws ReflectiveOperationException {
    this.reports = context.reports();
    this.graph = graph;
    this.action = new Action(context.options().text(ACTION), context.reports());
    this.initialisers = new Initialisers(platform, context.instrumentation());
  }

  /** Begins to look, unless the option says never. */
  public static void start(AgentContext context, LockGraph graph)
      throws ReflectiveOperationException {
    long period = context.options().millis(PERIOD);
    if (period > 0) {
      Set<Module> self = Set.of(Watchdog.class.getModule());
      context
          .instrumentation()
          .redefineModule(
              Object.class.getModule(),
              Set.of(),
              Map.of(),
              Map.of("java.util.concurrent", self, "java.lang", self),
              Set.of(),
              Map.of());
      Waits.enabled = true;
      Watchdog dog = new Watchdog(context, graph);
      context.ticker().every(Math.max(1, period / LOOKS), "the watchdog", dog);
    }
  }

  @Override
  public void run() {
    Look now = Look.take(platform, initialisers);
    Look before = last;
    last = now;
    verdictsBefore = verdicts;
    verdicts = new HashSet<>();
    List<Stuck> stuck = before == null ? List.of() : now.since(before);
    boolean idle = true;
    for (Stuck s : stuck) {
      idle &= s.isIdle();
    }
    if (!idle) {
      judge(now, stuck);
    }
  }

  private void judge(Look now, List<Stuck> stuck) {
    Holders holders = new Holders(stuck, tasks);
    List<List<Stuck>> circles = Circles.among(stuck, holders);
    for (List<Stuck> circle : circles) {
      tell(circle);
    }
    var others = now.others(stuck);
    Pools pools = new Pools(stuck, others.values(), holders, tasks);
    Helpers helpers = Helpers.among(others, helper, platform, holders, pools);
    helper = helpers.one();
    Doom doom = Doom.of(stuck, holders, pools, helpers);
    List<Pools.Crew> starved = doom.starved();
    for (Pools.Crew crew : starved) {
      if (isNew(crew.stuck())) {
        reports.report(PoolStarvation.finding(crew, holders));
        action.take();
      }
    }
    if (circles.isEmpty() && starved.isEmpty() && !helpers.any()) {
      tellStranded(doom, helpers);
    }
  }

  private void tellStranded(Doom doom, Helpers helpers) {
    boolean mayBeEnded = helpers.supervised() || Hooks.any();
    for (List<Stuck> group : StrandedWait.groups(doom.stranded())) {
      if (isNew(group)) {
        reports.report(
            StrandedWait.finding(group, mayBeEnded ? Confidence.SUSPECTED : Confidence.OBSERVED));
        if (!mayBeEnded) {
          action.take();
        }
      }
    }
  }

  /** True once, when two looks in a row have come to the same verdict. */
  private boolean isNew(List<Stuck> group) {
    long key = 0;
    for (Stuck s : group) {
      long h = (s.ts().info.id * 0x9E3779B97F4A7C15L + s.count()) * 0xBF58476D1CE4E5B9L;
      key += h ^ h >>> 31; // mixed first: sums of neighbouring numbers often agree
    }
    verdicts.add(key);
    return verdictsBefore.contains(key) && told.add(key);
  }

  private void tell(List<Stuck> circle) {
    if (!isNew(circle)) {
      return;
    }
    List<Request> waits = new ArrayList<>();
    for (int i = 0; i < circle.size(); i++) {
      Stuck before = circle.get((i + circle.size() - 1) % circle.size());
      waits.add(circle.get(i).request(graph, before.takes() ? null : before.on()));
    }
    reports.report(new CycleReport(waits, true, 1).toFinding());
    action.take();
  }
}
