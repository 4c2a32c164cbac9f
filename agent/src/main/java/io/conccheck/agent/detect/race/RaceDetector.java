package io.conccheck.agent.detect.race;

import com.google.auto.service.AutoService;
import io.conccheck.agent.boot.Arrays;
import io.conccheck.agent.boot.Borrowed;
import io.conccheck.agent.boot.ClassInits;
import io.conccheck.agent.boot.Failures;
import io.conccheck.agent.boot.LostOrder;
import io.conccheck.agent.boot.RaceEvents;
import io.conccheck.agent.boot.ReadSets;
import io.conccheck.agent.boot.Sampling;
import io.conccheck.agent.boot.ShadowMemory;
import io.conccheck.agent.boot.SiteStacks;
import io.conccheck.agent.boot.Sync;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Tids;
import io.conccheck.agent.boot.UnitShadows;
import io.conccheck.agent.spi.AgentContext;
import io.conccheck.agent.spi.Detector;
import io.conccheck.agent.spi.Exit;
import io.conccheck.agent.spi.Option;
import io.conccheck.agent.spi.Reports;
import io.conccheck.agent.state.Sites;
import io.conccheck.agent.state.Tables;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reports what the shadow words show. One finding per variable and pair of sites; told at once,
 * then as soon as there are both stacks, and afterwards only counted.
 */
@AutoService(Detector.class)
public final class RaceDetector extends RaceEvents implements Detector {

  private static final Option MEMLIMIT =
      new Option(
          "memlimit",
          MemoryLimit.STANDARD,
          "memory for shadows of arrays, in bytes (k, m, g) or as a share of the largest heap (%)");

  private record Pair(Object variable, int lowSite, int highSite, Harm harm) {}

  private final ConcurrentHashMap<Pair, Repeats> seen = new ConcurrentHashMap<>();
  private final Publication publication = new Publication();
  private Reports reports; // set before the first event

  @Override
  public String name() {
    return "race";
  }

  @Override
  public List<Option> options() {
    return List.of(MEMLIMIT, Mode.MODE, Mode.ELEMENTS);
  }

  @Override
  public void start(AgentContext context) {
    reports = context.reports();
    Mode.start(context);
    ShadowMemory.limit(MemoryLimit.bytes(context.options().text(MEMLIMIT)));
    RaceEvents.sink = this;
    Sync.enabled = true;
  }

  @Override
  public void exiting(Exit phase) {
    if (phase.last()) {
      for (Repeats repeats : seen.values()) {
        reports.report(repeats::inTheEnd);
      }
      Map<String, Object> lost = new TreeMap<>();
      if (Sampling.ON) {
        lost.put("mode", "sample");
      }
      if (ShadowMemory.resets() > 0) {
        reports.remark("memory limit reached, accesses of arrays were sampled");
      }
      put(lost, "unordered-reads-dropped", ReadSets.dropped());
      put(lost, "objects-forgotten", Arrays.dropped() + UnitShadows.dropped());
      put(lost, "memlimit-resets", ShadowMemory.resets());
      put(lost, "thread-ids-shared", Tids.approximations());
      put(lost, "sites-without-number", Tables.SITES.lost());
      put(lost, "accesses-to-unwoven-classes", Failures.unwoven());
      int large = Tables.LARGE_METHODS.count();
      if (large > 0) {
        lost.put("methods-only-interpreted", Tables.LARGE_METHODS.named());
        reports.remark(
            large
                + " woven methods are too large for the JIT: see `race-precision` in the log, or"
                + " run with -XX:-DontCompileHugeMethods");
      }
      if (!lost.isEmpty()) {
        reports.event("race-precision", lost);
      }
    }
  }

  private static void put(Map<String, Object> lost, String what, long count) {
    if (count > 0) {
      lost.put(what, count);
    }
  }

  @Override
  public void race(int kind, long earlier, ThreadState ts, int site, Object owner, int variable) {
    int earlierSite = (int) earlier & (1 << ThreadState.SITE_BITS) - 1;
    Sites.Site here = Tables.SITES.at(site);
    Sites.Site there = Tables.SITES.at(earlierSite);
    if (owner == null && variable >= 0 && ClassInits.anyNumbered()) {
      String type = Tables.VARIABLES.at(variable).owner();
      if (ClassInits.contain(earlier, Tables.SITES.constant(Sites.INIT + type))) {
        return; // using the class of the field has ordered the two
      }
    }
    if (LostOrder.forgives(earlier) || owner != null && finalizes(ts, there)) {
      return;
    }
    if (kind == WRITE_READ) {
      if (owner != null && Borrowed.orders(ts, earlier, owner, here.byFinal())) {
        return;
      }
      publication.read(ts, earlier, owner, variable);
    }
    if (here.atomic() && there.atomic()) {
      return;
    }
    Object key = variable >= 0 ? (Object) variable : owner == null ? "array" : owner.getClass();
    Harm harm = harm(kind, earlier, ts, here, there);
    Pair pair = new Pair(key, Math.min(site, earlierSite), Math.max(site, earlierSite), harm);
    Repeats repeats = seen.computeIfAbsent(pair, p -> new Repeats());
    long n = repeats.add();
    boolean doubled = Repeats.isTold(n);
    RaceReport whole = repeats.whole();
    if (doubled && whole == null) {
      SiteStacks.suspect(earlierSite);
      SiteStacks.suspect(site);
    }
    boolean better = whole == null && SiteStacks.of(earlier) != null && repeats.wantsWhole();
    if (!doubled && !better) {
      return; // told again each time the count has doubled, and when there are both stacks
    }
    RaceReport now =
        whole != null
            ? whole
            : repeats.best(new RaceReport(kind, earlier, ts, site, owner, variable, harm));
    if (doubled || now.isWhole()) {
      reports.report(() -> now.toFinding(n));
    }
  }

  private static Harm harm(
      int kind, long earlier, ThreadState ts, Sites.Site here, Sites.Site there) {
    if (ts.coversWeakly(earlier)
        || (here.fenced() || here.atomic()) && (there.fenced() || there.atomic())) {
      return Harm.ORDERED_TODAY;
    }
    if (here.cache() && there.cache() && here.frame().symbol().equals(there.frame().symbol())) {
      return Harm.CACHE;
    }
    return kind == WRITE_WRITE && here.writesWhat(there) ? Harm.SAME_VALUE : Harm.FULL;
  }

  /** The end of an object's constructor is before the start of its finalizer (JLS 12.6). */
  private static boolean finalizes(ThreadState ts, Sites.Site earlier) {
    Thread t = ts.thread();
    return t != null
        && earlier.frame().method().equals("<init>")
        && (t.getClass().getName().equals("java.lang.ref.Finalizer$FinalizerThread")
            || t.getName().equals("Secondary finalizer")); // System.runFinalization waits for it
  }
}
