package io.conccheck.agent.detect.deadlock;

import com.google.auto.service.AutoService;
import io.conccheck.agent.spi.Frames;
import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Fingerprint;
import io.conccheck.findings.Frame;
import io.conccheck.findings.Location;
import io.conccheck.findings.Origin;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Subject;
import io.conccheck.findings.Trace;
import io.conccheck.findings.card.Carded;
import java.util.List;

/** The finding {@code unlock-without-lock}; its card lies beside. */
@AutoService(Carded.class)
public final class UnlockWithoutLock implements Carded {

  private static final String ID = "unlock-without-lock";

  /**
   * The finding.
   *
   * @param handedIn true if a caller chose the lock: the method may do the same for many
   */
  static Finding finding(String thread, Throwable stack, boolean triedInVain, boolean handedIn) {
    List<Frame> frames = Frames.of(stack);
    Frame at = frames.get(0);
    Frame caller = handedIn ? AskedAt.callerIn(frames) : null;
    String own =
        caller == null
            ? null
            : Fingerprint.of(ID, List.of(at.symbol() + " from " + caller.symbol()));
    return Finding.of(ID, Severity.ERROR, Confidence.OBSERVED, Origin.RUNTIME)
        .message(
            "`"
                + thread
                + "` lets a lock go in `"
                + at.symbol().replace('#', '.')
                + "` that it does not hold"
                + (triedInVain
                    ? "; the last `tryLock` that this thread was refused was of that lock"
                    : ""))
        .help(
            "Take the lock right before the `try` whose `finally` lets it go, once; where it is only"
                + " tried, let it go only if it was got.")
        .location(Location.of(at, at.className() + "." + at.method()))
        .subject(Subject.creationSite(at.symbol()))
        .fingerprint(own)
        .trace(Trace.of(Trace.CURRENT, thread, frames))
        .build();
  }
}
