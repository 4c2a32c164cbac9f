package io.conccheck.agent.detect.pool;

import com.google.auto.service.AutoService;
import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Origin;
import io.conccheck.findings.Severity;
import io.conccheck.findings.card.Carded;

/** The finding {@code task-rejected-unseen}; its card lies beside. */
@AutoService(Carded.class)
public final class TaskRejectedUnseen implements Carded {

  /**
   * A task was thrown away.
   *
   * @param future true if somebody may wait for its outcome, which never comes
   */
  static Finding of(Made made, Use submit, boolean future) {
    return future
        ? finding(
            made,
            submit,
            Severity.WARNING,
            "thrown away without a word; its future will never be done")
        : finding(made, submit, Severity.NOTE, "thrown away without a word");
  }

  /** The pool refused it, and the exception is caught and dropped. */
  static Finding caught(Made made, Use submit) {
    return finding(
        made,
        submit,
        Severity.NOTE,
        "refused, and the exception that says so is caught and dropped");
  }

  private static Finding finding(Made made, Use submit, Severity severity, String fate) {
    return Finding.of("task-rejected-unseen", severity, Confidence.OBSERVED, Origin.RUNTIME)
        .message(
            "a task given in `"
                + submit.symbol()
                + "` to `"
                + made.kind()
                + "` made in `"
                + made.location().symbol()
                + "` was "
                + fate)
        .help("Let the pool throw, or run the task on the caller, or count what is thrown away.")
        .location(submit.location())
        .subject(made.subject())
        .trace(submit.trace())
        .trace(made.creation())
        .build();
  }
}
