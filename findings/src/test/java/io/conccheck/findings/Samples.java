package io.conccheck.findings;

import java.util.List;

/** Findings for tests. */
public final class Samples {

  private Samples() {}

  /** A race with everything that a finding can have. */
  public static Finding race() {
    Frame put = new Frame("com.acme.Cache", "put", "Cache.java", 17);
    Frame size = new Frame("com.acme.Cache", "size", "Cache.java", 31);
    Frame main = new Frame("com.acme.Main", "main", "Main.java", 9);
    Frame bare = new Frame("com.acme.Native", "call", null, 0);
    LockRef lock = new LockRef("monitor", "com.acme.Cache@1f.lock", "com.acme.Cache.lock", put);
    LockRef bareLock = new LockRef("lock", "com.acme.Cache@1f.other", "com.acme.Cache.other", null);
    return Finding.of("data-race", Severity.ERROR, Confidence.OBSERVED, Origin.RUNTIME)
        .message(
            "`com.acme.Cache.size` is written without order, \"quoted\", tab\t, \u00fc \ud83d\ude00")
        .help("Guard it.")
        .location(Location.of(put, "com.acme.Cache.size"))
        .subject(Subject.field("com.acme.Cache.size"))
        .trace(
            new Trace(
                Trace.CURRENT,
                "w-1",
                List.of(main),
                List.of(lock, bareLock),
                List.of(put, main),
                null))
        .trace(
            new Trace(
                Trace.EARLIER, "w-2", List.of(), List.of(), List.of(size, bare), "stack evicted"))
        .related(new Location("com/acme/Cache.java", 31, 5, "com.acme.Cache.size"), "read here")
        .otherFingerprint("0123456789abcdef")
        .count(3)
        .build();
  }
}
