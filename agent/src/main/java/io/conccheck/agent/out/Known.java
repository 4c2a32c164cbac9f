package io.conccheck.agent.out;

import io.conccheck.findings.Finding;
import io.conccheck.findings.Fingerprint;
import io.conccheck.findings.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The distinct findings so far, with their counts. Safe for use by several threads. */
final class Known {

  /** First by what they are about, then by place, in the order in which they came. */
  private final Map<String, Map<String, Entry>> known = new LinkedHashMap<>(); // guarded by this

  private final List<Entry> all = new ArrayList<>(); // guarded by this

  /**
   * The finding if it is new, its fingerprint that of its place; null if it only raised a count.
   */
  synchronized Finding add(Finding finding) {
    Map<String, Entry> places =
        known.computeIfAbsent(finding.fingerprint(), k -> new LinkedHashMap<>());
    String place = Place.of(finding);
    Entry entry = places.get(place);
    if (entry != null) {
      entry.count = finding.count() > 1 ? finding.count() : entry.count + 1;
      return null;
    }
    String print = Fingerprint.ofPlace(finding.fingerprint(), places.size() + 1);
    Entry added = new Entry(finding.toBuilder().fingerprint(print).build());
    places.put(place, added);
    all.add(added);
    return added.finding;
  }

  /**
   * The findings whose count has grown so much that it should be written anew.
   *
   * @param factor how many times the count written last; 1 for every change
   */
  synchronized List<Finding> grown(int factor) {
    List<Finding> grown = new ArrayList<>();
    for (Entry e : all) {
      if (e.count > e.written && e.count >= e.written * factor) {
        e.written = e.count;
        grown.add(e.finding.toBuilder().count(e.count).build());
      }
    }
    return grown;
  }

  synchronized int size() {
    return all.size();
  }

  /** Number of distinct findings of that severity. */
  synchronized int count(Severity severity) {
    int n = 0;
    for (Entry e : all) {
      if (e.finding.severity() == severity) {
        n++;
      }
    }
    return n;
  }

  /** True if one of the findings is of that severity or worse. */
  synchronized boolean any(Severity floor) {
    for (Entry e : all) {
      if (e.finding.severity().atLeast(floor)) {
        return true;
      }
    }
    return false;
  }

  private static final class Entry {
    final Finding finding;
    long count;
    long written;

    Entry(Finding finding) {
      this.finding = finding;
      this.count = finding.count();
      this.written = finding.count();
    }
  }
}
