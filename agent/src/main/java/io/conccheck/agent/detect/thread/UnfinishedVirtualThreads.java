package io.conccheck.agent.detect.thread;

import com.google.auto.service.AutoService;
import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Origin;
import io.conccheck.findings.Severity;
import io.conccheck.findings.card.Carded;
import java.util.List;

/** The finding {@code unfinished-virtual-threads}; its card lies beside. */
@AutoService(Carded.class)
public final class UnfinishedVirtualThreads implements Carded {

  /**
   * The JVM ends and virtual threads have not.
   *
   * @param threads started at one place; not empty
   * @param signal true if a signal ends the JVM
   */
  static Finding of(List<Left> threads, boolean signal) {
    Left first = threads.get(0);
    int n = threads.size();
    return Finding.of(
            "unfinished-virtual-threads",
            signal ? Severity.NOTE : Severity.WARNING,
            Confidence.OBSERVED,
            Origin.RUNTIME)
        .message(
            (n == 1 ? "a virtual thread" : n + " virtual threads")
                + " started in `"
                + first.origin().symbol()
                + "` had not finished when the JVM ended, `"
                + first.label()
                + "` "
                + first.doing().at(first.stack()))
        .help("Virtual threads are daemons: join them, or close the executor that runs them.")
        .location(first.origin().location())
        .subject(first.subject())
        .trace(first.trace())
        .trace(first.start())
        .count(n)
        .build();
  }
}
