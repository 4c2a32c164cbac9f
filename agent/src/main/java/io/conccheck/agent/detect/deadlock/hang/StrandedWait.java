package io.conccheck.agent.detect.deadlock.hang;

import com.google.auto.service.AutoService;
import io.conccheck.agent.boot.Waits;
import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Frame;
import io.conccheck.findings.Location;
import io.conccheck.findings.Origin;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The finding {@code stranded-wait}; its card lies beside. */
@AutoService(Carded.class)
public final class StrandedWait implements Carded {

  private static final String ID = "stranded-wait";
  private static final int MOST = 4; // waiters told with their stacks

  /** The waits by what they are for; those of the JDK's own threads left out. */
  static Collection<List<Stuck>> groups(List<Stuck> stranded) {
    Map<Object, List<Stuck>> groups = new IdentityHashMap<>();
    for (Stuck s : stranded) {
      if (Waiter.of(s).isApplication()) {
        groups.computeIfAbsent(s.on(), k -> new ArrayList<>(1)).add(s);
      }
    }
    return groups.values();
  }

  /** True if only daemons wait, for work that nobody has for them now. */
  static boolean onlyServes(List<Stuck> group) {
    boolean serves = true;
    for (Stuck s : group) {
      serves &= s.kind() == Waits.QUEUE && s.thread().isDaemon();
    }
    return serves;
  }

  static Finding finding(List<Stuck> group, Confidence confidence, boolean asleep) {
    boolean certain = confidence == Confidence.OBSERVED;
    return finding(
        group,
        confidence,
        certain
            ? "every thread that could end the wait has ended or waits itself"
            : asleep
                ? "the threads that are left sleep, with nothing ahead that would end the wait"
                : "only a thread that looks after it, or a shutdown, could still end it");
  }

  /** A wait for the end of the pool whose worker waits. */
  static Finding ownPool(Stuck s, boolean certain) {
    return finding(
        List.of(s),
        certain ? Confidence.OBSERVED : Confidence.SUSPECTED,
        "the pool cannot end before this task does");
  }

  /** A wait for the end of a pool that has no task left. */
  static Finding openPool(Stuck s, boolean certain) {
    return finding(
        List.of(s),
        certain ? Confidence.OBSERVED : Confidence.SUSPECTED,
        "nobody has shut it down");
  }

  /** A wait for a sign with a lock held that others wait for: they can hardly give the sign. */
  static Finding nested(Stuck s) {
    return finding(
        List.of(s),
        Confidence.SUSPECTED,
        "all the while holds a lock that another thread waits for, which so cannot end the wait");
  }

  private static Finding finding(List<Stuck> group, Confidence confidence, String why) {
    Waiter first = Waiter.of(group.get(0));
    Frame at = first.at();
    boolean certain = confidence == Confidence.OBSERVED;
    boolean open = first.stuck().kind() == Waits.POOL && first.stuck().on() != first.ownPool();
    Finding.Builder b =
        Finding.of(ID, certain ? Severity.ERROR : Severity.WARNING, confidence, Origin.RUNTIME)
            .message(
                "`"
                    + first.name()
                    + "` waits in `"
                    + at.symbol().replace('#', '.')
                    + "` for "
                    + first.what()
                    + (group.size() > 1 ? " with " + (group.size() - 1) + " more" : "")
                    + ", and "
                    + why)
            .help(
                open
                    ? "Shut the pool down before its end is awaited."
                    : "Make sure that whoever is to give the sign does so on every way out, and"
                        + " before its thread ends; or limit the wait.")
            .location(Location.of(at, at.className() + "." + at.method()))
            .subject(Subject.creationSite(at.symbol()));
    for (Stuck s : group.subList(0, Math.min(MOST, group.size()))) {
      b.trace(Waiter.of(s).trace());
    }
    return b.build();
  }
}
