package io.conccheck.cli.samples;

import io.conccheck.findings.Finding;
import io.conccheck.findings.Frame;
import io.conccheck.findings.Location;
import io.conccheck.findings.Related;
import io.conccheck.findings.Trace;
import java.util.ArrayList;
import java.util.List;

/**
 * A finding as far as marks can speak of it.
 *
 * @param ruleId its rule
 * @param line line of the primary location, 0 if that is not in the sample's file
 * @param sides lines of the sample's file where its traces and related places are, the first trace
 *     included
 * @param told the finding in words, for failures
 */
record Sighting(String ruleId, int line, List<Integer> sides, String told) {

  Sighting {
    sides = List.copyOf(sides);
  }

  /**
   * What a finding says about one file.
   *
   * @param path package folders and file name
   */
  static Sighting of(Finding finding, String path) {
    List<Integer> sides = new ArrayList<>();
    for (Trace trace : finding.traces()) {
      for (Frame frame : trace.frames()) {
        if (inFile(Location.of(frame, null), path)) {
          sides.add(frame.line());
          break;
        }
      }
    }
    for (Related related : finding.related()) {
      if (inFile(related.location(), path)) {
        sides.add(related.location().line());
      }
    }
    Location at = finding.location();
    String told =
        finding.severity()
            + " "
            + finding.ruleId()
            + " at "
            + at.place()
            + ": "
            + finding.message()
            + " (sides "
            + sides
            + ")";
    return new Sighting(finding.ruleId(), inFile(at, path) ? at.line() : 0, sides, told);
  }

  private static boolean inFile(Location location, String path) {
    String found = location.path();
    return found.equals(path) || found.endsWith("/" + path);
  }
}
