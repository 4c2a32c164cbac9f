package io.conccheck.cli.commands;

import io.conccheck.cli.pipeline.Gate;
import io.conccheck.cli.report.View;
import io.conccheck.findings.Confidence;
import io.conccheck.findings.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of every command that reports: how to write it down and what fails. */
final class ReportOptions {

  private static final String NEVER = "never";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "Report on stdout: text, jsonl or sarif (standard: text).")
  String format = "text";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT=FILE",
      description = "Write the report to a file, too; may be given several times.")
  List<String> outputs = new ArrayList<>();

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      description =
          "Mildest severity that gives exit code 1: error, warning, note or never (standard:"
              + " error).")
  String failOn = "error";

  @Option(
      names = "--fail-confidence",
      paramLabel = "CONFIDENCE",
      description =
          "Weakest evidence that gives exit code 1: corroborated, observed, predicted, suspected"
              + " or pattern (standard: pattern, which is every finding).")
  String confidence = "pattern";

  @Option(
      names = {"-q", "--quiet"},
      description = "One line a finding, no summary.")
  boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "Full stacks, fingerprints and how long it took.")
  boolean verbose;

  /**
   * The gate these options ask for.
   *
   * @throws UsageException if a word is unknown
   */
  Gate gate() {
    List<String> severities = words(Severity.values());
    List<String> confidences = words(Confidence.values());
    severities.add(NEVER);
    if (!severities.contains(failOn)) {
      throw Suggest.unknown("severity", failOn, severities);
    }
    if (!confidences.contains(confidence)) {
      throw Suggest.unknown("confidence", confidence, confidences);
    }
    return new Gate(failOn.equals(NEVER) ? null : Severity.of(failOn), Confidence.of(confidence));
  }

  View.Detail detail() {
    return verbose ? View.Detail.FULL : quiet ? View.Detail.BRIEF : View.Detail.USUAL;
  }

  private static List<String> words(Enum<?>[] values) {
    return new ArrayList<>(
        Arrays.stream(values).map(v -> v.name().toLowerCase(java.util.Locale.ROOT)).toList());
  }
}
