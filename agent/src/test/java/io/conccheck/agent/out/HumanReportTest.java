package io.conccheck.agent.out;

import static org.assertj.core.api.Assertions.assertThat;

import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Frame;
import io.conccheck.findings.Location;
import io.conccheck.findings.LockRef;
import io.conccheck.findings.Origin;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Subject;
import io.conccheck.findings.Trace;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class HumanReportTest {

  private static final Frame PUT = new Frame("com.acme.Cache", "put", "Cache.java", 31);
  private static final Frame MAIN = new Frame("com.acme.Main", "main", "Main.java", 7);
  private static final LockRef LOCK =
      new LockRef("monitor", "com.acme.Cache@1", "com.acme.Cache", PUT);

  private static Trace trace(String role, int frames) {
    return new Trace(
        role,
        "worker-" + role,
        Collections.nCopies(frames, MAIN),
        List.of(LOCK),
        Collections.nCopies(frames, PUT),
        null);
  }

  private static Finding.Builder race() {
    return Finding.of("data-race", Severity.ERROR, Confidence.OBSERVED, Origin.RUNTIME)
        .message("`com.acme.Cache.size` is written by two threads")
        .help("Guard `size` by one lock.")
        .location(Location.of(PUT, "com.acme.Cache.size"))
        .subject(Subject.field("com.acme.Cache.size"));
  }

  @Test
  void bothSidesTheirLocksAndTheirCreationAreTold() {
    Finding f = race().trace(trace("current", 2)).trace(trace("earlier", 1)).build();
    assertThat(HumanReport.of(f))
        .isEqualTo(
            """
            conccheck: error data-race: `com.acme.Cache.size` is written by two threads
              at com/acme/Cache.java:31  (observed)
              current: thread `worker-current`
                at com.acme.Cache.put(Cache.java:31)
                at com.acme.Cache.put(Cache.java:31)
                held monitor `com.acme.Cache@1`, taken at com.acme.Cache.put(Cache.java:31)
                thread created
                  at com.acme.Main.main(Main.java:7)
                  at com.acme.Main.main(Main.java:7)
              earlier: thread `worker-earlier`
                at com.acme.Cache.put(Cache.java:31)
                held monitor `com.acme.Cache@1`, taken at com.acme.Cache.put(Cache.java:31)
                thread created
                  at com.acme.Main.main(Main.java:7)
              do: Guard `size` by one lock.
              more: conccheck explain data-race
            """);
  }

  @Test
  void aReportNeverGrowsBeyondItsLimit() {
    for (int traces = 1; traces < 60; traces++) {
      Finding.Builder b = race();
      for (int i = 0; i < traces; i++) {
        b.trace(trace("t" + i, 50));
        b.related(Location.of(MAIN, null), "another place");
      }
      assertThat(HumanReport.of(b.build()).lines().count())
          .as("%d traces", traces)
          .isLessThanOrEqualTo(HumanReport.MAX_LINES);
    }
  }
}
