package io.conccheck.agent.detect.process;

import com.google.auto.service.AutoService;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Severity;
import io.conccheck.findings.card.Carded;

/** The finding {@code zombie-process}; its card lies beside. */
@AutoService(Carded.class)
public final class ZombieProcess implements Carded {

  /** The finding for a process that this JVM adopted when the child that started it had ended. */
  static Finding adopted(Child child, Proc zombie) {
    return child
        .finding("zombie-process", Severity.WARNING)
        .message(
            "process `"
                + zombie.command()
                + "` (pid "
                + zombie.pid()
                + "), started at the time of "
                + child.label()
                + " and left by its parent, has ended; the JVM is process 1 here, so it is the one"
                + " to collect it, and does not")
        .help(
            "Run the JVM under an init such as `tini` (`docker run --init`), which collects what"
                + " others leave.")
        .build();
  }

  /**
   * The finding for a process below that child.
   *
   * @param parent who should have collected it
   */
  static Finding of(Child child, Proc zombie, Proc parent) {
    return child
        .finding("zombie-process", Severity.WARNING)
        .message(
            "process `"
                + zombie.command()
                + "` (pid "
                + zombie.pid()
                + ") below "
                + child.label()
                + " has ended and its parent `"
                + parent.command()
                + "` (pid "
                + parent.pid()
                + ") does not collect it")
        .help(
            "Let the parent wait for what it starts; where it cannot, run it under an init such as"
                + " `tini`, or start the inner process from the program itself.")
        .build();
  }
}
