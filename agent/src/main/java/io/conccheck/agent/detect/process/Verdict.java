package io.conccheck.agent.detect.process;

import io.conccheck.agent.spi.Reports;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What there is to blame about one child, once nothing more can become of it. */
final class Verdict {

  private Verdict() {}

  /** The JVM ends next. */
  static void atEnd(Child child, Allowed allowed, Reports reports) {
    List<Proc> left = new ArrayList<>();
    if (child.proc.alive()) {
      left.add(child.proc);
    }
    for (Proc p : child.liveDescendants()) {
      p.refresh();
      if (!allowed.test(p.command())) {
        left.add(p);
      }
    }
    if (!left.isEmpty()) {
      left.sort(Comparator.comparing(p -> p.presumed));
      reports.report(OrphanProcess.of(child, left));
    }
    uncollected(child, reports);
  }

  /** The child has ended and the program cannot reach its {@code Process} any more. */
  static void ended(Child child, Reports reports) {
    uncollected(child, reports);
  }

  private static void uncollected(Child child, Reports reports) {
    synchronized (child) {
      if (child.collected || child.told || child.upstream && child.ended) {
        return;
      }
      child.told = true;
      if (child.vain != null) {
        reports.report(TimedWaitIgnored.of(child));
      } else if (child.destroyedBeforeExit != null && !child.lookedDead) {
        reports.report(DestroyedNotAwaited.of(child));
      } else if (child.ended && child.destroyed == null) {
        reports.report(UnreapedProcess.of(child));
      }
    }
  }
}
