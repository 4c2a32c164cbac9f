package io.conccheck.agent.detect.process;

import com.google.auto.service.AutoService;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Severity;
import io.conccheck.findings.card.Carded;

/** The finding {@code undrained-process}; its card lies beside. */
@AutoService(Carded.class)
public final class UndrainedProcess implements Carded {

  /**
   * The finding for a child that waits for a reader.
   *
   * @param pipe {@code output} or {@code error output}
   * @param bytes that wait in the pipe
   * @param tenths of a second since which nobody has read
   */
  static Finding of(Child child, String pipe, int bytes, long tenths) {
    return child
        .finding("undrained-process", Severity.ERROR)
        .message(
            child.label()
                + " cannot go on: "
                + bytes
                + " bytes of its "
                + pipe
                + " fill the pipe and nobody has read for "
                + tenths / 10
                + "."
                + tenths % 10
                + " s")
        .help(
            "Read output and error output to their ends before `waitFor`, each on a thread of its"
                + " own, or redirect them.")
        .build();
  }
}
