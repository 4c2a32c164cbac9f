package io.conccheck.agent.detect.task;

import com.google.auto.service.AutoService;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Severity;
import io.conccheck.findings.card.Carded;

/** The finding {@code periodic-task-died}; its card lies beside. */
@AutoService(Carded.class)
public final class PeriodicTaskDied implements Carded {

  static Finding of(Failure failure) {
    return failure
        .finding("periodic-task-died", Severity.ERROR)
        .message(
            "periodic task `"
                + failure.task()
                + "` ended by `"
                + failure.exception()
                + "` and will never run again")
        .help("Catch and tell every exception inside the task.")
        .build();
  }
}
