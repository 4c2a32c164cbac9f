package io.conccheck.cli.testkit;

import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Frame;
import io.conccheck.findings.Location;
import io.conccheck.findings.LockRef;
import io.conccheck.findings.Origin;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Subject;
import io.conccheck.findings.Trace;
import java.util.List;

/** Findings for tests. */
public final class Found {

  private Found() {}

  /** A source finding at {@code path:line}. */
  public static Finding source(String rule, Subject subject, String path, int line) {
    return Finding.of(rule, Severity.WARNING, Confidence.PATTERN, Origin.SOURCE)
        .message(rule + " of the source")
        .help("Mend the source.")
        .location(new Location(path, line, 5, null))
        .subject(subject)
        .build();
  }

  /** A runtime finding at {@code path:line}, without traces. */
  public static Finding runtime(String rule, Subject subject, String path, int line) {
    return Finding.of(rule, Severity.ERROR, Confidence.OBSERVED, Origin.RUNTIME)
        .message(rule + " while it ran")
        .help("Mend the run.")
        .location(new Location(path, line, 0, null))
        .subject(subject)
        .build();
  }

  /** A race with two full sides. */
  public static Finding race() {
    Frame put = new Frame("com.acme.Cache", "put", "Cache.java", 7);
    Frame size = new Frame("com.acme.Cache", "size", "Cache.java", 11);
    Frame main = new Frame("com.acme.Main", "main", "Main.java", 9);
    LockRef lock = new LockRef("monitor", "com.acme.Cache@1.lock", "com.acme.Cache.lock", put);
    return Finding.of("data-race", Severity.ERROR, Confidence.OBSERVED, Origin.RUNTIME)
        .message("`com.acme.Cache.size` is read in `size` and written in `put`")
        .help("Guard every access with one lock.")
        .location(Location.of(size, "com.acme.Cache.size"))
        .subject(Subject.field("com.acme.Cache.size"))
        .trace(new Trace(Trace.CURRENT, "main", List.of(), List.of(), List.of(size, main), null))
        .trace(
            new Trace(
                Trace.EARLIER,
                "w-1",
                List.of(main),
                List.of(lock),
                List.of(put),
                "the rest of the stack was evicted"))
        .related(Location.of(put, "com.acme.Cache.size"), "written here")
        .count(3)
        .build();
  }
}
