package io.conccheck.analyzer.rules.state;

import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.Flags;
import io.conccheck.analyzer.types.MethodInfo;
import io.conccheck.findings.card.Carded;
import java.util.List;
import java.util.Map;

/** Two classes that need each other initialised: two threads may begin at the two ends. */
@AutoService({Rule.class, Carded.class})
public final class ClassInitializationCycle implements Rule {

  @Override
  public void check(RuleContext file) {
    Map<String, StaticNeeds.Need> needs = StaticNeeds.of(file);
    for (StaticNeeds.Need n : needs.values()) {
      boolean above = file.types().isA(n.of().selfType(), n.by().name());
      StaticNeeds.Need back = needs.get(n.of().name() + ">" + n.by().name());
      boolean inside = isInside(n.by(), n.of()) || isInside(n.of(), n.by());
      if (above && n.made() && isReachable(n.of())) {
        report(file, n, null);
      } else if (back != null && !above && !inside && isReachable(n.of()) && isReachable(n.by())) {
        report(file, n, back);
      }
    }
  }

  /** A class and one declared in it are seldom begun at the inner end. */
  private static boolean isInside(ClassInfo a, ClassInfo b) {
    return a.name().startsWith(b.name() + "$");
  }

  /** Others may initialise it first: it can be made, or called, without the other class. */
  private static boolean isReachable(ClassInfo info) {
    if ((info.flags() & Flags.PRIVATE) != 0 || info.isEnum()) {
      return false;
    }
    List<MethodInfo> made = info.methods("<init>");
    boolean implicit = made.isEmpty();
    boolean open = made.stream().anyMatch(m -> (m.flags() & Flags.PUBLIC) != 0);
    boolean called =
        info.methods().values().stream()
            .flatMap(List::stream)
            .anyMatch(m -> m.isStatic() && !m.isPrivate());
    return implicit || open || called;
  }

  private static void report(RuleContext file, StaticNeeds.Need n, StaticNeeds.Need back) {
    String by = n.by().selfType().simpleName();
    String of = n.of().selfType().simpleName();
    var report =
        file.report(n.at())
            .message(
                "initialising `"
                    + by
                    + "` needs `"
                    + of
                    + "`, and initialising `"
                    + of
                    + "` needs `"
                    + by
                    + "`: two threads that begin at the two ends wait for each other")
            .help("Make the object on first use, in a holder class of its own.");
    if (back != null) {
      report.related(back.at(), "`" + of + "` needs `" + by + "` here");
    }
    report.emit();
  }
}
