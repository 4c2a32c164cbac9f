package io.conccheck.agent.detect.process;

import com.google.auto.service.AutoService;
import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Severity;
import io.conccheck.findings.card.Carded;
import java.util.List;

/** The finding {@code orphan-process}; its card lies beside. */
@AutoService(Carded.class)
public final class OrphanProcess implements Carded {

  /**
   * The finding for what a child leaves behind.
   *
   * @param left the child itself, if it still runs, and its live descendants; not empty
   */
  static Finding of(Child child, List<Proc> left) {
    Proc first = left.get(0);
    boolean presumed = first.presumed; // then all are: those that are certain come first
    String who =
        first == child.proc
            ? child.label()
            : "process `"
                + first.command()
                + "` (pid "
                + first.pid()
                + (presumed ? "), presumably started by " : "), started by ")
                + child.label()
                + ",";
    String more = left.size() == 1 ? "" : ", with " + (left.size() - 1) + " more below it";
    return child
        .finding("orphan-process", presumed ? Severity.WARNING : Severity.ERROR)
        .confidence(presumed ? Confidence.SUSPECTED : Confidence.OBSERVED)
        .message(who + " still runs as the JVM ends, " + child.age() + " after the start" + more)
        .help(
            "End the child, and what it has started, before the program ends: destroy it and wait"
                + " for it; name a daemon that shall stay with `allow-process`.")
        .build();
  }
}
