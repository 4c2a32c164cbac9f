package io.conccheck.agent.detect.thread;

import com.google.auto.service.AutoService;
import io.conccheck.agent.spi.Client;
import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Origin;
import io.conccheck.findings.Severity;
import io.conccheck.findings.card.Carded;
import java.util.List;

/** The finding {@code thread-leak}; its card lies beside. */
@AutoService(Carded.class)
public final class ThreadLeak implements Carded {

  /**
   * Threads were started at one place again and again, and none of them ends.
   *
   * @param threads all that live; not empty
   */
  static Finding of(List<Left> threads) {
    Left first = threads.get(0);
    Finding.Builder finding =
        Finding.of("thread-leak", Severity.WARNING, Confidence.OBSERVED, Origin.RUNTIME)
            .message(
                threads.size()
                    + " threads started in `"
                    + first.origin().symbol()
                    + "`"
                    + Client.words(first.origin().frames())
                    + " are idle and none of them has ended, `"
                    + first.label()
                    + "` "
                    + first.doing().at(first.stack()))
            .help(
                "End the thread together with what it was started for, or let one thread serve all.")
            .location(first.origin().location())
            .subject(first.subject())
            .trace(first.trace())
            .trace(first.start())
            .count(threads.size());
    return Client.relate(finding, first.origin().frames()).build();
  }
}
