package io.conccheck.agent.detect.deadlock.hang;

import com.google.auto.service.AutoService;
import io.conccheck.agent.boot.Waits;
import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Frame;
import io.conccheck.findings.Location;
import io.conccheck.findings.Origin;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;
import java.util.concurrent.ForkJoinPool;

/** The finding {@code pool-starvation}; its card lies beside. */
@AutoService(Carded.class)
public final class PoolStarvation implements Carded {

  private static final String ID = "pool-starvation";
  private static final int MOST = 4; // workers told with their stacks

  /**
   * The finding.
   *
   * @param certain false if a thread outside the pool may still help
   */
  static Finding finding(Pools.Crew crew, Holders holders, boolean certain) {
    Stuck first = crew.stuck().get(0);
    for (Stuck s : crew.stuck()) {
      if (s.kind() == Waits.FUTURE && holders.keepers(s).isEmpty()) {
        first = s;
        break;
      }
    }
    Waiter told = Waiter.of(first);
    Frame at = told.at();
    int queued = Tasks.queued(crew.pool());
    Finding.Builder b =
        Finding.of(
                ID,
                certain ? Severity.ERROR : Severity.WARNING,
                certain ? Confidence.OBSERVED : Confidence.SUSPECTED,
                Origin.RUNTIME)
            .message(
                (crew.workers() == 1
                        ? "the only worker of a pool waits"
                        : "all " + crew.workers() + " workers of a pool wait")
                    + " while "
                    + (queued == 1 ? "a task lies" : queued + " tasks lie")
                    + " in its queue: `"
                    + told.name()
                    + "` waits in `"
                    + at.symbol().replace('#', '.')
                    + "` for "
                    + told.what()
                    + (certain
                        ? ", and no worker is left to go on"
                        : ", and only a thread outside the pool could still end that"))
            .help(
                "Do not wait in a task for another task of its pool: chain the two, use a second"
                    + (crew.pool() instanceof ForkJoinPool
                        ? " pool."
                        : " pool, or a `ForkJoinPool`."))
            .location(Location.of(at, at.className() + "." + at.method()))
            .subject(Subject.creationSite(at.symbol()))
            .trace(told.trace());
    int more = 0;
    for (Stuck s : crew.stuck()) {
      if (s != first && ++more < MOST) {
        b.trace(Waiter.of(s).trace());
      }
    }
    return b.build();
  }
}
