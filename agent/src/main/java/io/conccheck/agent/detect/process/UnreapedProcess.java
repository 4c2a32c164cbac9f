package io.conccheck.agent.detect.process;

import com.google.auto.service.AutoService;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Severity;
import io.conccheck.findings.card.Carded;

/** The finding {@code unreaped-process}; its card lies beside. */
@AutoService(Carded.class)
public final class UnreapedProcess implements Carded {

  static Finding of(Child child) {
    return child
        .finding("unreaped-process", Severity.WARNING)
        .message(child.label() + " has ended and nobody asked for its exit status")
        .help("Read its output, then call `waitFor` and look at the exit status, or use `onExit`.")
        .build();
  }
}
