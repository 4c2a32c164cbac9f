package io.conccheck.agent.detect.deadlock.claims;

import com.google.auto.service.AutoService;
import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Fingerprint;
import io.conccheck.findings.Frame;
import io.conccheck.findings.Location;
import io.conccheck.findings.Origin;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Subject;
import io.conccheck.findings.Trace;
import io.conccheck.findings.card.Carded;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The finding {@code unsafe-state}; its card lies beside. */
@AutoService(Carded.class)
public final class UnsafeState implements Carded {

  private static final String ID = "unsafe-state";
  private static final int MOST = 4; // of those who lack something, told one by one

  static Finding finding(State state, List<State.Unserved> unserved, Declared declared) {
    List<Frame> frames = state.frames();
    Frame at = frames.isEmpty() ? new Frame("unknown", "unknown", null, 0) : frames.get(0);
    TreeSet<String> who = new TreeSet<>();
    TreeSet<String> what = new TreeSet<>();
    boolean isDeclared = false;
    for (State.Unserved u : unserved) {
      who.add(u.holder().origin);
      what.add(u.resource().name());
      isDeclared |= declared.claim(u.holder().origin) >= u.claim();
    }
    List<String> symbols = new ArrayList<>(what);
    symbols.addAll(who);
    return Finding.of(
            ID, isDeclared ? Severity.WARNING : Severity.NOTE, Confidence.PREDICTED, Origin.RUNTIME)
        .message(message(unserved))
        .help("Take all that is needed at once, or give back what is held before asking for more.")
        .location(Location.of(at, what.first()))
        .subject(new Subject("resource", List.copyOf(what)))
        .fingerprint(Fingerprint.of(ID, symbols))
        .trace(Trace.of(Trace.CURRENT, state.thread(), frames))
        .build();
  }

  private static String message(List<State.Unserved> unserved) {
    StringBuilder text = new StringBuilder();
    int n = 0;
    for (State.Unserved u : unserved.subList(0, Math.min(MOST, unserved.size()))) {
      text.append(n++ == 0 ? "`" : ", `")
          .append(u.holder().thread)
          .append("` has ")
          .append(u.holder().units(u.resource()))
          .append(" of the ")
          .append(u.resource().supply.total())
          .append(" units of `")
          .append(u.resource().name())
          .append("` and may want ")
          .append(u.claim());
    }
    if (unserved.size() > MOST) {
      text.append(", and ").append(unserved.size() - MOST).append(" more so");
    }
    return text.append(": not all of them could be given that, whatever the sequence").toString();
  }
}
