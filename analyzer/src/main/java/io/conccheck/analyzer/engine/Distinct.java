package io.conccheck.analyzer.engine;

import io.conccheck.findings.Finding;
import io.conccheck.findings.Fingerprint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells findings apart that have one fingerprint at several places: two of a kind in one method, or
 * in classes of one name. The first keeps it, the n-th gets one of its own: it still does not
 * depend on lines, only on the order of the places.
 */
final class Distinct {

  private Distinct() {}

  /**
   * The same findings in the same order.
   *
   * @param sorted by place
   */
  static List<Finding> of(List<Finding> sorted) {
    Map<String, Finding> last = new HashMap<>();
    Map<String, Integer> places = new HashMap<>();
    List<Finding> all = new ArrayList<>(sorted.size());
    for (Finding f : sorted) {
      String print = f.fingerprint();
      Finding before = last.put(print, f);
      boolean another = before == null || !before.location().equals(f.location());
      int n = another ? places.merge(print, 1, Integer::sum) : places.get(print);
      all.add(n == 1 ? f : again(f, n));
    }
    return all;
  }

  private static Finding again(Finding f, int n) {
    return f.toBuilder().fingerprint(Fingerprint.ofPlace(f.fingerprint(), n)).build();
  }
}
