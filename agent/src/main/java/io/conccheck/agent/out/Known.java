package io.conccheck.agent.out;

import io.conccheck.findings.Finding;
import io.conccheck.findings.Fingerprint;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Trace;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The distinct findings so far, with their counts. Safe for use by several threads. */
final class Known {

  /** First by what they are about, then by place, in the order in which they came. */
  private final Map<String, Map<String, Entry>> known = new LinkedHashMap<>(); // guarded by this

  private final List<Entry> all = new ArrayList<>(); // guarded by this
  private final List<Entry> untold = new ArrayList<>(); // guarded by this

  /**
   * The finding if it is new, its fingerprint that of its place; null if it only raised a count or
   * shows more of what is known.
   */
  synchronized Finding add(Finding finding) {
    Map<String, Entry> places =
        known.computeIfAbsent(finding.fingerprint(), k -> new LinkedHashMap<>());
    String place = Place.of(finding);
    Entry entry = places.get(place);
    if (entry != null) {
      entry.count = Math.max(entry.count + (finding.count() == 1 ? 1 : 0), finding.count());
      if (lacking(finding) < lacking(entry.finding)) {
        entry.finding = finding.toBuilder().fingerprint(entry.finding.fingerprint()).build();
        entry.written = 0;
      }
      return null;
    }
    String print = Fingerprint.ofPlace(finding.fingerprint(), places.size() + 1);
    Entry added = new Entry(finding.toBuilder().fingerprint(print).build());
    places.put(place, added);
    all.add(added);
    untold.add(added);
    return added.finding;
  }

  /**
   * The findings that nobody has been told of yet: from now on they are.
   *
   * @param patience how long a finding may be left to the next time if a side of it still lacks its
   *     stack, in nanoseconds
   */
  synchronized List<Finding> untold(long patience) {
    List<Finding> now = new ArrayList<>();
    for (Iterator<Entry> i = untold.iterator(); i.hasNext(); ) {
      Entry e = i.next();
      if (lacking(e.finding) == 0 || System.nanoTime() - e.added >= patience) {
        now.add(e.finding);
        i.remove();
      }
    }
    return now;
  }

  /** How many earlier sides lack their stack. */
  private static int lacking(Finding finding) {
    int n = 0;
    for (Trace t : finding.traces()) {
      n += t.role().equals(Trace.EARLIER) && t.remark() != null ? 1 : 0;
    }
    return n;
  }

  /**
   * The findings of which more is known, or whose count has grown so much, that they should be
   * written anew.
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
    final long added = System.nanoTime();
    Finding finding;
    long count;
    long written;

    Entry(Finding finding) {
      this.finding = finding;
      this.count = finding.count();
      this.written = finding.count();
    }
  }
}
