package io.conccheck.agent.detect.deadlock;

import com.google.auto.service.AutoService;
import io.conccheck.agent.spi.Frames;
import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Frame;
import io.conccheck.findings.Location;
import io.conccheck.findings.Origin;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Subject;
import io.conccheck.findings.Trace;
import io.conccheck.findings.card.Carded;
import java.util.List;

/** The finding {@code long-lock-hold}; its card lies beside. */
@AutoService(Carded.class)
public final class LongLockHold implements Carded {

  private static final String ID = "long-lock-hold";

  static Finding finding(LongHolds.Wait w) {
    List<Frame> doing = Frames.of(w.doing);
    Frame at = doing.get(0);
    String holder = w.holder.info.label();
    String waiter = w.waiter.info.label();
    String type = LockNode.typeOf(w.lock);
    // A holder that computes may have good reason; one that is blocked keeps others for nothing.
    return Finding.of(
            ID, w.blocks() ? Severity.WARNING : Severity.NOTE, Confidence.OBSERVED, Origin.RUNTIME)
        .message(
            "`"
                + waiter
                + "` waited "
                + w.millis()
                + " ms for a `"
                + type
                + "` that `"
                + holder
                + "` held, in `"
                + at.symbol().replace('#', '.')
                + "`, while it "
                + (w.blocks() ? "was blocked itself" : "computed"))
        .help("Do what takes long before or after the lock is held, or on a copy.")
        .location(Location.of(at, at.className() + "." + at.method()))
        .subject(Subject.creationSite(at.symbol()))
        .trace(
            new Trace(
                Trace.HOLDER, holder, created(w.holder.info.createdAt), List.of(), doing, null))
        .build();
  }

  private static List<Frame> created(Throwable at) {
    return at == null ? List.of() : Frames.of(at);
  }
}
