package io.conccheck.agent.detect.deadlock.hang;

import com.google.auto.service.AutoService;
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
    for (Pollers.Poller p : trying.subList(0, Math.min(MOST, trying.size()))) {
      traces.add(BusyWait.trace(p.ts(), BusyWait.inLoop(p.loop(), p.thread().getStackTrace())));
    }
    traces.sort(Comparator.comparing(t -> t.frames().get(0).symbol())); // the same in every run
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
                    + (trying.size() == 2
                        ? "`" + traces.get(1).thread() + "`"
                        : trying.size() - 1 + " more threads")
                    + " try again and again, in `"
                    + at.symbol().replace('#', '.')
                    + "` for one, to get what is never let go, and no other thread is left to run")
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
