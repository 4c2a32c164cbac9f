package io.conccheck.cli.pipeline;

import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Fingerprint;
import io.conccheck.findings.Origin;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings both eyes together. A runtime finding and the source findings about the same subject
 * become one: it keeps the runtime rule and its traces, is {@code corroborated}, and carries the
 * fingerprint of the best source finding beside its own.
 */
final class Correlate {

  private static final Comparator<Finding> BEST_FIRST =
      Comparator.comparing(Finding::severity)
          .thenComparing(Finding::confidence)
          .thenComparing(FindingOrder.COMPARATOR);

  private final Map<String, List<Finding>> sourceBySubject = new HashMap<>();
  private final Set<String> absorbed = new HashSet<>();

  private Correlate() {}

  /** The findings with those that meet made one; the others unchanged, in their order. */
  static List<Finding> correlate(List<Finding> findings) {
    Correlate c = new Correlate();
    findings.stream().filter(f -> f.origin() == Origin.SOURCE).forEach(c::index);
    List<Finding> joined = new ArrayList<>();
    for (Finding f : findings) {
      joined.add(f.origin() == Origin.SOURCE ? f : c.join(f));
    }
    joined.removeIf(f -> f.origin() == Origin.SOURCE && c.absorbed.contains(f.fingerprint()));
    return joined;
  }

  private void index(Finding f) {
    sourceBySubject.computeIfAbsent(key(f.subject()), k -> new ArrayList<>()).add(f);
  }

  private Finding join(Finding seen) {
    List<Finding> partners =
        sourceBySubject.getOrDefault(key(seen.subject()), List.of()).stream()
            .filter(s -> meet(seen, s))
            .sorted(BEST_FIRST)
            .toList();
    if (partners.isEmpty()) {
      return seen;
    }
    Severity worst = seen.severity();
    Finding.Builder b = seen.toBuilder();
    for (Finding s : partners) {
      absorbed.add(s.fingerprint());
      b.related(s.location(), s.ruleId() + " in the source: " + s.message());
      worst = s.severity().atLeast(worst) ? s.severity() : worst;
    }
    if (seen.otherFingerprint() == null) {
      b.otherFingerprint(partners.get(0).fingerprint());
    }
    return b.severity(worst).confidence(Confidence.CORROBORATED).origin(Origin.BOTH).build();
  }

  /**
   * A field or a set of locks says enough. One method may well create a process and a pool, so
   * there the rule or the line has to agree too.
   */
  private static boolean meet(Finding seen, Finding source) {
    if (!seen.subject().kind().equals(Subject.CREATION_SITE)) {
      return true;
    }
    return seen.ruleId().equals(source.ruleId())
        || seen.location().line() > 0
            && seen.location().line() == source.location().line()
            && fileName(seen).equals(fileName(source));
  }

  private static String fileName(Finding f) {
    String path = f.location().path();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String key(Subject s) {
    return s.kind() + s.symbols().stream().map(Fingerprint::normalise).sorted().distinct().toList();
  }
}
