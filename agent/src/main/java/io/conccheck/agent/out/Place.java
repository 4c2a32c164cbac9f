package io.conccheck.agent.out;

import io.conccheck.findings.Finding;
import io.conccheck.findings.Location;
import io.conccheck.findings.Related;
import io.conccheck.findings.Subject;
import io.conccheck.findings.Trace;

/**
 * Tells two findings of one fingerprint apart that are two mistakes: what was started or made, or
 * the task that failed, at two places of one method, and whatever else in two lambdas of it.
 * Findings about a field or a lock are one, wherever in that method the accesses are.
 */
final class Place {

  private Place() {}

  /** The place within its method, maybe with lines: only ever compared within one run. */
  static String of(Finding finding) {
    Location at = finding.location();
    String kind = finding.subject().kind();
    if (kind.equals(Subject.FIELD) || kind.equals(Subject.LOCKS)) {
      return "";
    }
    String symbols = finding.subject().symbols().toString(); // with the numbers of lambdas
    for (Trace t : finding.traces()) {
      if (t.role().equals(Trace.CREATOR) && !t.frames().isEmpty()) {
        return place(at) + symbols + ':' + t.frames().get(0).line() + asked(finding);
      }
    }
    return kind.equals(Subject.TASK) ? place(at) + symbols : symbols;
  }

  /** A library makes all of a kind at one place, whoever asks for them. */
  private static String asked(Finding finding) {
    StringBuilder text = new StringBuilder();
    for (Related r : finding.related()) {
      text.append(' ').append(place(r.location()));
    }
    return text.toString();
  }

  private static String place(Location at) {
    return at.path() + ':' + at.line();
  }
}
