package io.conccheck.agent.detect.process;

import io.conccheck.agent.spi.Reports;
import java.util.Optional;

/**
 * Looks for descendants that have ended and stay in the process table because their parent does not
 * collect them. Every process is a zombie for a moment, so only one that stays so counts. This
 * JVM's own children are collected by the JDK. Ticker thread only.
 */
final class Zombies {

  private static final long STAYS_NANOS = 1_500_000_000L;

  private Zombies() {}

  static void look(Child child, Reports reports) {
    for (Proc p : child.zombies()) {
      long now = System.nanoTime();
      if (p.zombieSince == 0) {
        p.zombieSince = now == 0 ? 1 : now;
      } else if (!p.zombieTold && now - p.zombieSince >= STAYS_NANOS) {
        p.zombieTold = true;
        Optional<ProcessHandle> parent = p.handle.parent();
        if (parent.isPresent()) {
          reports.report(ZombieProcess.of(child, p, new Proc(parent.get(), null)));
        }
      }
    }
  }
}
