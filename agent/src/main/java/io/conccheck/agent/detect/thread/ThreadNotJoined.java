package io.conccheck.agent.detect.thread;

import com.google.auto.service.AutoService;
import io.conccheck.agent.spi.Client;
import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Origin;
import io.conccheck.findings.Severity;
import io.conccheck.findings.card.Carded;
import java.util.List;

/** The finding {@code thread-not-joined}; its card lies beside. */
@AutoService(Carded.class)
public final class ThreadNotJoined implements Carded {

  /**
   * The JVM ends and the threads live.
   *
   * @param threads started at one place; not empty
   * @param signal true if a signal ends the JVM: then whoever sent it has asked for that
   */
  static Finding of(List<Left> threads, boolean signal) {
    Left first = mostTelling(threads);
    boolean keepsAlive = first.keepsAlive();
    Severity severity =
        signal || !keepsAlive && first.doing() != Doing.WORK ? Severity.NOTE : Severity.WARNING;
    String more =
        threads.size() == 1 ? "" : "; " + threads.size() + " threads started there were left so";
    Finding.Builder finding =
        Finding.of("thread-not-joined", severity, Confidence.OBSERVED, Origin.RUNTIME)
            .message(
                (keepsAlive ? "thread `" : "daemon thread `")
                    + first.label()
                    + "` started in `"
                    + first.origin().symbol()
                    + "`"
                    + Client.words(first.origin().frames())
                    + " was still "
                    + first.doing().at(first.stack())
                    + " when the JVM ended"
                    + more)
            .help(
                keepsAlive
                    ? "Give the thread a way to end, ask it to, and `join` it."
                    : "Join the thread before the program ends if its work matters; give it a way to"
                        + " end.")
            .location(first.origin().location())
            .subject(first.subject())
            .trace(first.trace())
            .trace(first.start())
            .count(threads.size());
    return Client.relate(finding, first.origin().frames()).build();
  }

  private static Left mostTelling(List<Left> threads) {
    Left best = threads.get(0);
    for (Left l : threads) {
      if (rank(l) > rank(best)) {
        best = l;
      }
    }
    return best;
  }

  private static int rank(Left l) {
    return (l.keepsAlive() ? 2 : 0) + (l.doing() == Doing.WORK ? 1 : 0);
  }
}
