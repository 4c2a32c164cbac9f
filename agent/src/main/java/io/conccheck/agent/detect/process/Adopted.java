package io.conccheck.agent.detect.process;

import io.conccheck.agent.spi.Reports;
import io.conccheck.agent.state.OwnPid;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * What the JVM adopts as the first process of a container: processes whose parent has ended become
 * its children, and as it knows nothing of them they stay in the process table for ever once they
 * have ended. Ticker thread only.
 */
final class Adopted {

  private static final long STAYS_NANOS = 1_500_000_000L;

  private final boolean first = OwnPid.get() == 1;
  private Map<Long, Proc> zombies = new HashMap<>(); // by pid

  void look(Strays strays, Collection<Child> known, Reports reports) {
    if (!first) {
      return;
    }
    Map<Long, Proc> before = zombies;
    zombies = new HashMap<>();
    long now = System.nanoTime();
    for (ProcessHandle h : ProcessHandle.current().children().toList()) {
      if (!Descendants.isZombie(h.pid())) {
        continue;
      }
      Proc p = before.get(h.pid());
      if (p == null) {
        p = new Proc(h, true);
        p.zombieSince = now;
      }
      zombies.put(h.pid(), p);
      if (!p.zombieTold && now - p.zombieSince >= STAYS_NANOS) {
        p.zombieTold = true;
        Child child = strays.atWork(h.pid(), known);
        if (child != null) {
          reports.report(ZombieProcess.adopted(child, p));
        }
      }
    }
  }
}
