package io.conccheck.agent.detect.deadlock.hang;

import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.Waits;
import io.conccheck.agent.detect.deadlock.CycleReport;
import io.conccheck.agent.detect.deadlock.LockGraph;
import io.conccheck.agent.detect.deadlock.Request;
import io.conccheck.agent.detect.deadlock.UnseenLock;
import io.conccheck.agent.spi.AgentContext;
import io.conccheck.agent.spi.Option;
import io.conccheck.agent.spi.Reports;
import io.conccheck.agent.state.Tables;
import io.conccheck.findings.Confidence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks from time to time who waits for whom, by the threads' own records, so that virtual threads
 * are seen too. A wait counts if it has been the same in two looks: then it lasted all the time
 * between. A verdict is told if the next look comes to it again: whoever could have helped may have
 * done so and ended just before it was looked at, and the one it woke had not run yet. Runs on the
 * ticker's thread, and once on that which ends the JVM.
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
  private static final int LAST_MILLIS = 50; // between the two looks at the end

  private final Reports reports;
  private final LockGraph graph;
  private final Action action;
  private final Tasks tasks = new Tasks();
  private final Platform platform = new Platform();
  private final Initialisers initialisers;
  private final Pollers pollers = new Pollers();
  private final OwnPools ownPools = new OwnPools();
  private final Sleepers sleepers;
  private final BusyWaits busyWaits;
  private final Suspects suspects = new Suspects(LOOKS);
  private final Circling circling;
  private final VainTries vainTries;
  private final Set<Long> told = new HashSet<>();
  private Set<Long> verdicts = Set.of();
  private Set<Long> verdictsBefore = Set.of();
  private Look last;
  private Thread helper;

  private Watchdog(AgentContext context, LockGraph graph) throws ReflectiveOperationException {
    this.reports = context.reports();
    this.graph = graph;
    this.action = new Action(context.options().text(ACTION), context.reports());
    this.busyWaits = new BusyWaits(platform, reports);
    ClassFiles files = new ClassFiles(context.instrumentation());
    Ahead ahead = new Ahead(files, new Callbacks(context.instrumentation()));
    this.sleepers = new Sleepers(ahead);
    this.circling = new Circling(platform, files, ahead, LOOKS);
    this.vainTries = new VainTries(context.options().millis(PERIOD));
    this.initialisers = new Initialisers(platform, context.instrumentation());
  }

  /** Begins to look and tells the watchdog; null if the option says never. */
  public static Watchdog start(AgentContext context, LockGraph graph)
      throws ReflectiveOperationException {
    long period = context.options().millis(PERIOD);
    if (period <= 0) {
      return null;
    }
    context.open(
        "java.util.concurrent", "java.util.concurrent.locks", "java.lang", "jdk.internal.misc");
    Waits.enabled = true;
    Watchdog dog = new Watchdog(context, graph);
    context.ticker().every(Math.max(1, period / LOOKS), "the watchdog", dog);
    context.ticker().every(BusyWaits.MILLIS, "the look at busy waits", dog.busyWaits);
    return dog;
  }

  @Override
  public synchronized void run() {
    Look now = look();
    Look before = last;
    last = now;
    nextVerdicts();
    boolean own = tellOwnPools();
    List<Stuck> stuck = before == null ? List.of() : now.since(before);
    boolean idle = true;
    for (Stuck s : stuck) {
      idle &= s.isIdle();
    }
    if (!idle || !Tables.LOOK_LOOPS.isEmpty() || !ownPools.open().isEmpty()) {
      Verdict v = judge(now, stuck);
      boolean closed = tellClosed(v);
      if (!v.isClosed() && !v.helpers().any()) {
        closed |= tellStranded(v) | tellPollers(v) | tellOpenPools(v);
      }
      if (v.helpers().any() || v.helpers().supervised()) {
        tellSuspects(v, stuck);
      }
      own |= closed;
    }
    tellCircling(now, stuck);
    for (List<VainTries.Trier> circle : vainTries.look()) {
      if (told.add(VainTries.key(circle))) {
        reports.report(Livelock.inVain(circle));
      }
    }
    if (own) {
      action.take();
    }
  }

  /**
   * The program has ended while threads may hang whose period is not over: circles and starved
   * pools among them are told. Not who waits for a sign: at the end many a daemon does.
   */
  public synchronized void finish() {
    if (!anyBlocked()) {
      return;
    }
    Look before = look();
    Verdict first = judge(before, before.since(before));
    if (first.isClosed()) {
      nextVerdicts();
      first.circles().forEach(c -> verdicts.add(key(c)));
      first.starved().forEach(c -> verdicts.add(key(c.stuck())));
      nextVerdicts();
      try {
        Thread.sleep(LAST_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // then the second look comes early
      }
      Look now = look();
      tellClosed(judge(now, now.since(before)));
    }
  }

  private static boolean anyBlocked() {
    for (ThreadState ts : Threads.all()) {
      Thread t = ts.thread();
      int kind = ts.wait.kind();
      boolean waits = kind != 0 && kind != Waits.QUEUE && !ts.wait.timed();
      if (t != null && (waits || t.getState() == Thread.State.BLOCKED)) {
        return true;
      }
    }
    return false;
  }

  private Look look() {
    return Look.take(platform, initialisers);
  }

  private Verdict judge(Look now, List<Stuck> stuck) {
    Verdict v = Verdict.on(now, stuck, helper, platform, graph, tasks, pollers, sleepers);
    helper = v.helpers().one();
    return v;
  }

  /** Tells circles and starved pools; true if one is new and certain. */
  private boolean tellClosed(Verdict v) {
    boolean any = false;
    for (List<Stuck> circle : v.circles()) {
      if (v.isCertain(circle) && isNew(circle)) {
        reports.report(CycleReport.observed(requests(circle)).toFinding());
        any = true;
      }
    }
    for (Pools.Crew crew : v.starved()) {
      if (isNew(crew.stuck())) {
        boolean certain = v.isCertain(crew);
        reports.report(PoolStarvation.finding(crew, v.holders(), certain));
        any |= certain;
      }
    }
    return any;
  }

  /** Tells tasks that wait for their own pool's end; true if one is new and certain. */
  private boolean tellOwnPools() {
    boolean any = false;
    for (Stuck s : ownPools.look()) {
      if (told.add(key(List.of(s)))) {
        boolean certain = OwnPools.closes(s);
        reports.report(StrandedWait.ownPool(s, certain));
        any |= certain;
      }
    }
    return any;
  }

  private List<Request> requests(List<Stuck> circle) {
    List<Request> waits = new ArrayList<>();
    for (int i = 0; i < circle.size(); i++) {
      Stuck before = circle.get((i + circle.size() - 1) % circle.size());
      boolean kept = before.takes() && !(before.on() instanceof UnseenLock); // there is a record
      waits.add(circle.get(i).request(graph, kept ? null : before.on()));
    }
    return waits;
  }

  /** Tells threads that look for what nobody is left to change; true if one is new and certain. */
  private boolean tellPollers(Verdict v) {
    List<Pollers.Poller> all = pollers.sure();
    List<Pollers.Poller> trying = Pollers.trying(all);
    boolean asleep = !sleepers.all().isEmpty();
    boolean certain = !v.helpers().supervised() && !asleep && !Hooks.any();
    boolean any = false;
    if (sleepers.write()) {
      return false; // perhaps what they look at
    }
    for (Pollers.Poller p : all) {
      boolean burns = certain && p.burns();
      if (isNew(p.ts().info.id * 31 + System.identityHashCode(p.loop()))) {
        reports.report(
            trying.contains(p) ? Livelock.finding(trying, burns) : BusyWait.endless(p, burns));
        any |= burns;
      }
    }
    return any;
  }

  /** Tells waits without end; true if one is new and certain. */
  private boolean tellStranded(Verdict v) {
    boolean asleep = !sleepers.all().isEmpty();
    boolean mayBeEnded = v.helpers().supervised() || asleep || Hooks.any();
    for (Pollers.Poller p : pollers.sure()) {
      mayBeEnded |= !p.burns(); // it may have been written with a change from outside in mind
    }
    Confidence confidence = mayBeEnded ? Confidence.SUSPECTED : Confidence.OBSERVED;
    boolean any = false;
    for (List<Stuck> group : StrandedWait.groups(v.doom().stranded())) {
      if (isNew(group) && !(asleep && StrandedWait.onlyServes(group))) {
        reports.report(StrandedWait.finding(group, confidence, asleep));
        any |= !mayBeEnded;
      }
    }
    return any;
  }

  /** Tells waits for the end of pools that nobody is left to shut down; true if one is certain. */
  private boolean tellOpenPools(Verdict v) {
    boolean certain = sleepers.all().isEmpty() && !v.helpers().supervised() && !Hooks.any();
    boolean any = false;
    for (Stuck s : ownPools.open()) {
      if (isNew(List.of(s))) {
        reports.report(StrandedWait.openPool(s, certain));
        any |= certain;
      }
    }
    return any;
  }

  /** Tells what most likely hangs though somebody could help. Nothing follows from it. */
  private void tellSuspects(Verdict v, List<Stuck> stuck) {
    for (List<Stuck> circle : suspects.circles(v, told)) {
      if (told.add(key(circle))) {
        reports.report(CycleReport.suspected(requests(circle)).toFinding());
      }
    }
    suspects.nested(
        stuck,
        v.holders(),
        s -> {
          if (told.add(key(List.of(s))) && Waiter.of(s).isApplication()) {
            reports.report(StrandedWait.nested(s));
          }
        });
    for (Pools.Crew crew : suspects.crews(v)) {
      if (told.add(key(crew.stuck()))) {
        reports.report(PoolStarvation.finding(crew, v.holders(), false));
      }
    }
  }

  /** Tells threads that run and get nowhere. Nothing follows from it. */
  private void tellCircling(Look now, List<Stuck> stuck) {
    List<Circling.Walker> all = circling.look(now, stuck);
    if (!all.isEmpty() && pollers.sure().size() < all.size()) {
      long key = 0;
      for (Circling.Walker w : all) {
        key += w.ts().info.id * 31 + w.round().hashCode();
      }
      if (told.add(key)) {
        reports.report(all.size() > 1 ? Livelock.rounds(all) : BusyWait.round(all.get(0)));
      }
    }
  }

  private void nextVerdicts() {
    suspects.nextLook();
    verdictsBefore = verdicts;
    verdicts = new HashSet<>();
  }

  /** True once, when two looks in a row have come to the same verdict. */
  private boolean isNew(List<Stuck> group) {
    return isNew(key(group));
  }

  private boolean isNew(long key) {
    verdicts.add(key);
    return verdictsBefore.contains(key) && told.add(key);
  }

  /** Tells these waits from others. */
  static long key(List<Stuck> group) {
    long key = 0;
    for (Stuck s : group) {
      long h = (s.ts().info.id * 0x9E3779B97F4A7C15L + s.count()) * 0xBF58476D1CE4E5B9L;
      key += h ^ h >>> 31; // mixed first: sums of neighbouring numbers often agree
    }
    return key;
  }
}
