package io.conccheck.agent.detect.pool;

import com.google.auto.service.AutoService;
import io.conccheck.agent.spi.Client;
import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Origin;
import io.conccheck.findings.Severity;
import io.conccheck.findings.card.Carded;

/** The finding {@code pool-not-shut-down}; its card lies beside. */
@AutoService(Carded.class)
public final class PoolNotShutDown implements Carded {

  private static final int NAMES = 3;

  /** Nothing but idle pools keeps the JVM alive. */
  static Finding lingering(Made made, PoolState state) {
    return finding(
        made,
        Severity.ERROR,
        what(made, state) + " was never shut down and keeps the program alive with nothing to do",
        1);
  }

  /**
   * The JVM ends and the pool's threads live.
   *
   * @param count how many such pools were made at that place
   */
  static Finding atExit(Made made, PoolState state, int count) {
    boolean daemon = !state.keepsAlive();
    boolean work = daemon ? state.computing() : state.working();
    Severity severity =
        daemon ? work ? Severity.WARNING : Severity.NOTE : work ? Severity.ERROR : Severity.WARNING;
    String more = count == 1 ? "" : "; " + count + " pools made there were left so";
    return finding(
        made, severity, what(made, state) + " was not shut down when the JVM ended" + more, count);
  }

  /** Pools are made at one place again and again, and none of them is ever shut down. */
  static Finding growing(Made made, PoolState state, int count) {
    return finding(
        made,
        Severity.WARNING,
        what(made, state)
            + " is one of "
            + count
            + " made there that live: more and more are made and none is shut down",
        count);
  }

  /** The pool was told to end, and the JVM ends before it has. */
  static Finding notAwaited(Made made, PoolState state) {
    return finding(
        made,
        Severity.WARNING,
        what(made, state) + " was shut down but not awaited: the JVM ended before its work",
        1);
  }

  /** The pool is garbage, its threads have ended for want of work, and nobody has shut it down. */
  static Finding gone(Made made) {
    return finding(
        made,
        Severity.NOTE,
        "`"
            + made.kind()
            + "` made in `"
            + made.location().symbol()
            + "`"
            + Client.words(made.frames())
            + " became unreachable and was never shut down",
        1);
  }

  private static Finding finding(Made made, Severity severity, String message, int count) {
    Finding.Builder finding =
        Finding.of("pool-not-shut-down", severity, Confidence.OBSERVED, Origin.RUNTIME)
            .message(message)
            .help(
                made.kind().equals("Timer")
                    ? "Call `cancel` when the last task is done."
                    : "Call `shutdown` and `awaitTermination` when the last task is submitted, in a"
                        + " `finally` block or a `close` method.")
            .location(made.location())
            .subject(made.subject())
            .trace(made.creation())
            .count(count);
    return Client.relate(finding, made.frames()).build();
  }

  private static String what(Made made, PoolState state) {
    StringBuilder text = new StringBuilder("`").append(made.kind());
    text.append("` made in `").append(made.location().symbol()).append('`');
    text.append(Client.words(made.frames())).append(", with ");
    text.append(state.count()).append(state.count() == 1 ? " live thread" : " live threads");
    String before = " (";
    for (Thread t : state.workers().subList(0, Math.min(NAMES, state.workers().size()))) {
      if (!t.getName().isEmpty()) { // those of virtual threads mostly are
        text.append(before).append('`').append(t.getName()).append('`');
        before = ", ";
      }
    }
    if (before.equals(", ")) {
      text.append(state.workers().size() > NAMES ? " ..." : "").append(')');
    }
    if (state.running() > 0) {
      text.append(", ").append(state.running()).append(" running");
    }
    if (state.queued() > 0) {
      text.append(", ").append(state.queued()).append(" queued");
    }
    return text.toString();
  }
}
