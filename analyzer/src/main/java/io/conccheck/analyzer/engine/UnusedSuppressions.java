package io.conccheck.analyzer.engine;

import io.conccheck.analyzer.rules.suppressions.UnusedSuppression;
import io.conccheck.analyzer.source.Suppressions;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Location;
import io.conccheck.findings.Origin;
import io.conccheck.findings.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which suppressions no finding has needed. Asked when all rules have run over all files. */
final class UnusedSuppressions {

  private UnusedSuppressions() {}

  /** One finding each; none unless all rules have run. */
  static List<Finding> of(RuleSet rules, List<FilePass.Outcome> outcomes) {
    List<Finding> found = new ArrayList<>();
    Set<String> ids = rules.entries().stream().map(e -> e.card().id()).collect(Collectors.toSet());
    for (RuleSet.Entry e : rules.entries()) {
      if (e.rule() instanceof UnusedSuppression) {
        for (FilePass.Outcome o : outcomes) {
          if (o.suppressions() != null) {
            o.suppressions().unused().forEach(u -> add(found, e, o.path(), u, ids));
          }
        }
      }
    }
    return found;
  }

  private static void add(
      List<Finding> found,
      RuleSet.Entry rule,
      String path,
      Suppressions.Unused unused,
      Set<String> ids) {
    if (unused.rule().isEmpty()) {
      String all = "a suppression that names no rule suppresses nothing";
      report(found, rule, path, unused, all, "Write `conccheck:ignore[rule-id] reason`.");
      return;
    }
    boolean known = ids.contains(unused.rule());
    String meant =
        known
            ? null
            : ids.stream().filter(id -> near(id, unused.rule())).sorted().findFirst().orElse(null);
    if (!known && meant == null) {
      return; // the id of a finding that only a run can give, or another tool's
    }
    if (known && !unused.explained()) {
      report(
          found,
          rule,
          path,
          unused,
          "a suppression of `%s` without a reason suppresses nothing",
          "Write the reason behind the bracket.");
      return;
    }
    String what = known ? "no finding of `%s` is here to be suppressed" : "there is no rule `%s`";
    String help = known ? "Remove the suppression." : "Write `" + meant + "`.";
    report(found, rule, path, unused, what, help);
  }

  private static void report(
      List<Finding> found,
      RuleSet.Entry rule,
      String path,
      Suppressions.Unused unused,
      String message,
      String help) {
    found.add(
        Finding.of(
                rule.card().id(), rule.card().severity(), rule.card().confidence(), Origin.SOURCE)
            .message(message.formatted(unused.rule()))
            .help(help)
            .location(new Location(path, unused.line(), 0, null))
            .subject(new Subject("place", List.of(path + ":" + unused.rule())))
            .build());
  }

  /** At most two letters changed, left out or put in. */
  private static boolean near(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()] <= 2;
  }
}
