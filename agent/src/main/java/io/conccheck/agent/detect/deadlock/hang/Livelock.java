package io.conccheck.agent.detect.deadlock.hang;

import com.google.auto.service.AutoService;
import io.conccheck.agent.state.Stacks;
import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Frame;
import io.conccheck.findings.Location;
import io.conccheck.findings.Origin;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Subject;
import io.conccheck.findings.Trace;
import io.conccheck.findings.card.Carded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The finding {@code livelock}; its card lies beside. */
@AutoService(Carded.class)
public final class Livelock implements Carded {

  private static final String ID = "livelock";
  private static final int MOST = 4; // threads told with their stacks

  /** Threads that try for ever, and nobody else is left. */
  static Finding finding(List<Pollers.Poller> trying, boolean certain) {
    List<Trace> traces = new ArrayList<>();
    for (Pollers.Poller p : trying) {
      traces.add(BusyWait.trace(p.ts(), BusyWait.inLoop(p.loop(), Stacks.of(p.thread()))));
    }
    return finding(
        traces,
        certain,
        "try again and again, in",
        "to get what is never let go, and no other thread is left to run");
  }

  /** Threads that go through the same states again and again, and nobody else is left. */
  static Finding rounds(List<Circling.Walker> all) {
    List<Trace> traces = new ArrayList<>();
    for (Circling.Walker w : all) {
      traces.add(BusyWait.trace(w.ts(), BusyWait.inRound(w)));
    }
    return finding(
        traces,
        false,
        "go round and round, in",
        "giving way to each other or looking for what the other does not do: no other thread is"
            + " left to run");
  }

  /** Threads that let go what they hold and try again, each what another holds meanwhile. */
  static Finding inVain(List<VainTries.Trier> circle) {
    List<Trace> traces = new ArrayList<>();
    for (VainTries.Trier t : circle) {
      traces.add(BusyWait.trace(t.ts(), t.frames()));
    }
    return finding(
        traces,
        false,
        "try again and again, in",
        "to get what the other holds meanwhile: for a whole period none of the tries got it");
  }

  private static Finding finding(List<Trace> all, boolean certain, String what, String why) {
    all.sort(Comparator.comparing(t -> t.frames().get(0).symbol())); // the same in every run
    List<Trace> traces = all.subList(0, Math.min(MOST, all.size()));
    Frame at = traces.get(0).frames().get(0);
    Finding.Builder b =
        Finding.of(
                ID,
                certain ? Severity.ERROR : Severity.WARNING,
                certain ? Confidence.OBSERVED : Confidence.SUSPECTED,
                Origin.RUNTIME)
            .message(
                "`"
                    + traces.get(0).thread()
                    + "` and "
                    + (all.size() == 2
                        ? "`" + traces.get(1).thread() + "`"
                        : all.size() - 1 + " more threads")
                    + " "
                    + what
                    + " `"
                    + at.symbol().replace('#', '.')
                    + "` for one, "
                    + why)
            .help(
                "Give back what is held before the next try, and pause for a random time; or take"
                    + " the locks in one order and wait for them.")
            .location(Location.of(at, at.className() + "." + at.method()))
            .subject(Subject.creationSite(at.symbol()));
    for (Trace t : traces) {
      b.trace(t);
    }
    return b.build();
  }
}
