package io.conccheck.cli.pipeline;

import io.conccheck.findings.Finding;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes one finding of all that have one fingerprint and one origin, as several runs, several JVMs
 * or overlapping scans give them. Counts add up; the worse severity and the better evidence stay.
 */
final class Merge {

  private Merge() {}

  static List<Finding> merge(Collection<Finding> findings) {
    Map<String, Finding> byIdentity = new LinkedHashMap<>();
    for (Finding f : findings) {
      byIdentity.merge(f.origin() + f.fingerprint(), f, Merge::join);
    }
    return List.copyOf(byIdentity.values());
  }

  private static Finding join(Finding a, Finding b) {
    Finding better = a.confidence().compareTo(b.confidence()) <= 0 ? a : b;
    Finding worse = a.severity().compareTo(b.severity()) <= 0 ? a : b;
    return better.toBuilder().severity(worse.severity()).count(a.count() + b.count()).build();
  }
}
