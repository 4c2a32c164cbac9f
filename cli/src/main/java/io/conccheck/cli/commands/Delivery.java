package io.conccheck.cli.commands;

import io.conccheck.cli.pipeline.Gate;
import io.conccheck.cli.pipeline.Report;
import io.conccheck.cli.pipeline.Verdict;
import io.conccheck.cli.report.ReportFormat;
import io.conccheck.cli.report.View;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings a report to stdout and to files. Made before the work begins, so that wrong options cost
 * no time.
 */
final class Delivery {

  private record Target(ReportFormat format, Path file) {}

  private final ReportOptions options;
  private final Gate gate;
  private final ReportFormat stdout;
  private final List<Target> targets = new ArrayList<>();

  private Delivery(ReportOptions options) {
    this.options = options;
    this.gate = options.gate();
    this.stdout = Formats.of(options.format);
    options.outputs.forEach(o -> targets.add(target(o)));
  }

  /**
   * Gets ready.
   *
   * @throws UsageException if a format is unknown or a file cannot be written
   */
  static Delivery of(ReportOptions options) {
    return new Delivery(options);
  }

  private static Target target(String spec) {
    int equals = spec.indexOf('=');
    if (equals <= 0 || equals == spec.length() - 1) {
      throw new UsageException("`" + spec + "` is no output, write FORMAT=FILE: `sarif=out.sarif`");
    }
    ReportFormat format = Formats.of(spec.substring(0, equals));
    Path file = Paths.of(spec.substring(equals + 1));
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw new UsageException("`" + file + "` is a folder, the report needs a file");
    }
    if (folder != null && !Files.isDirectory(folder)) {
      throw new UsageException("the folder of `" + file + "` does not exist" + Paths.hint(folder));
    }
    return new Target(format, file);
  }

  /** Writes the report everywhere and tells the cause of the exit code, which it returns. */
  int deliver(Report report, int programCode) {
    Verdict verdict = Verdict.of(report, gate, programCode);
    try {
      for (Target t : targets) {
        try (OutputStream out = Files.newOutputStream(t.file())) {
          t.format().write(report, verdict, view(false, View.Detail.USUAL), out);
        }
      }
      @SuppressWarnings("resource") // stdout stays open
      OutputStream out = new FileOutputStream(FileDescriptor.out);
      stdout.write(report, verdict, view(Terminal.colour(System.getenv()), options.detail()), out);
    } catch (IOException e) {
      throw new UncheckedIOException("the report cannot be written: " + e.getMessage(), e);
    }
    if (verdict.cause() != null) {
      System.err.println("conccheck: " + verdict.cause());
    }
    return verdict.exitCode();
  }

  private static View view(boolean colour, View.Detail detail) {
    return new View(colour, detail, Version.text(), Cards::all);
  }
}
