package io.conccheck.cli.pipeline;

/**
 * The exit code and why. What is looked at first wins: wrong usage, the watched program's own code,
 * findings at or above the gate, incompleteness.
 *
 * @param exitCode what the process ends with
 * @param cause one line without a final stop, or null where the code is 0
 */
public record Verdict(int exitCode, String cause) {

  public static final int CLEAN = 0;
  public static final int FINDINGS = 1;
  public static final int USAGE = 2;
  public static final int INCOMPLETE = 3;

  /** The verdict over a report where no program was watched. */
  public static Verdict of(Report report, Gate gate) {
    return of(report, gate, 0);
  }

  /**
   * The verdict over a report and the code with which the watched program ended.
   *
   * @param programCode the program's own code; 128+n where a signal ended it
   */
  public static Verdict of(Report report, Gate gate, int programCode) {
    if (programCode != 0) {
      String signal =
          programCode > 128 && programCode < 160 ? " (signal " + (programCode - 128) + ")" : "";
      return new Verdict(programCode, "the program ended with code " + programCode + signal);
    }
    long closing = report.findings().stream().filter(gate::closes).count();
    if (closing > 0) {
      return new Verdict(
          FINDINGS, Words.count(closing, "finding") + " at or above " + gate.words());
    }
    if (!report.problems().isEmpty()) {
      int others = report.problems().size() - 1;
      String more = others == 0 ? "" : ", and " + Words.count(others, "more problem");
      return new Verdict(
          INCOMPLETE, "incomplete: " + Words.problem(report.problems().get(0)) + more);
    }
    return new Verdict(CLEAN, null);
  }
}
