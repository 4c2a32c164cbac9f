package io.conccheck.cli.report;

import io.conccheck.cli.pipeline.Report;
import io.conccheck.cli.pipeline.Verdict;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A way to write a report down. Each format has a package of its own and is registered as a
 * service; its name is what {@code --format} takes.
 */
public interface ReportFormat {

  /** Name on the command line, lower case. */
  String name();

  /** One line for the help, lower-case start, no final stop. */
  String meaning();

  /**
   * Writes the whole report, leaving the stream open.
   *
   * @throws IOException if the stream fails
   */
  void write(Report report, Verdict verdict, View view, OutputStream out) throws IOException;
}
