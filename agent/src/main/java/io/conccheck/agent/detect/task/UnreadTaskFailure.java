package io.conccheck.agent.detect.task;

import com.google.auto.service.AutoService;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Severity;
import io.conccheck.findings.card.Carded;

/** The finding {@code unread-task-failure}; its card lies beside. */
@AutoService(Carded.class)
public final class UnreadTaskFailure implements Carded {

  static Finding of(Failure failure) {
    return failure
        .finding("unread-task-failure", Severity.WARNING)
        .message(
            (failure.isGiven() ? "a future that `" : "task `")
                + failure.task()
                + (failure.isGiven() ? "` completed by `" : "` ended by `")
                + failure.exception()
                + (failure.isGiven() ? "` was never looked at" : "` and nobody looked"))
        .help(
            failure.isGiven()
                ? "Call `get` or `join` on the future, or give it a handler by `whenComplete`."
                : "Call `get` on the future that `submit` gives, or catch and tell inside the"
                    + " task.")
        .build();
  }

  /** A plain task has no future, so its worker ends by its exception, which is printed at most. */
  static Finding uncaught(Failure failure) {
    return failure
        .finding("unread-task-failure", Severity.NOTE)
        .message(
            "task `"
                + failure.task()
                + "` given by `execute` ended by `"
                + failure.exception()
                + "`: its worker died of it, and no handler was there to look")
        .help("Catch and tell inside the task, or give the threads an uncaught-exception handler.")
        .build();
  }
}
