package io.conccheck.agent.detect.task;

import com.google.auto.service.AutoService;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Severity;
import io.conccheck.findings.card.Carded;

/** The finding {@code periodic-task-died}; its card lies beside. */
@AutoService(Carded.class)
public final class PeriodicTaskDied implements Carded {

  static Finding of(Failure failure) {
    return finding(failure, "periodic task", "will never run again");
  }

  /** A timer has one thread, which no exception leaves alive. */
  static Finding withTimer(Failure failure) {
    return finding(failure, "timer task", "its timer will run no task any more");
  }

  private static Finding finding(Failure failure, String what, String so) {
    return failure
        .finding("periodic-task-died", Severity.ERROR)
        .message(
            what + " `" + failure.task() + "` ended by `" + failure.exception() + "` and " + so)
        .help("Catch and tell every exception inside the task.")
        .build();
  }
}
