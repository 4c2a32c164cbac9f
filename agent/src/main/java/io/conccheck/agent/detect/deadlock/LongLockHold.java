package io.conccheck.agent.detect.deadlock;

import com.google.auto.service.AutoService;
import io.conccheck.agent.boot.Bins;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.spi.Frames;
import io.conccheck.agent.state.Tables;
import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Frame;
import io.conccheck.findings.Location;
import io.conccheck.findings.LockRef;
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
    Finding.Builder b =
        Finding.of(
                ID,
                w.blocks() ? Severity.WARNING : Severity.NOTE,
                Confidence.OBSERVED,
                Origin.RUNTIME)
            .message(
                "`"
                    + waiter
                    + "` waited "
                    + w.millis()
                    + " ms for "
                    + (w.lock instanceof Bins.Bin ? "a bin of a `" : "a `")
                    + type
                    + "` that `"
                    + holder
                    + "` held, in `"
                    + at.symbol().replace('#', '.')
                    + "`, while it "
                    + (w.blocks() ? "slept, waited or was in I/O" : "computed"))
            .help("Do what takes long before or after the lock is held, or on a copy.")
            .location(Location.of(at, at.className() + "." + at.method()))
            .subject(Subject.creationSite(at.symbol()))
            .trace(trace(Trace.HOLDER, w.holder, w.held, doing, did(w)));
    List<Frame> asking = Frames.of(w.asking);
    if (asking.isEmpty() && w.askedAt != 0) {
      asking = List.of(Tables.SITES.at(w.askedAt).frame());
    }
    if (!asking.isEmpty()) {
      Frame asks = asking.get(0);
      b.related(
          Location.of(asks, asks.className() + "." + asks.method()), "`" + waiter + "` waits");
      b.trace(trace(Trace.WAITER, w.waiter, w.heldMeanwhile, asking, "waits for `" + w.name + "`"));
    }
    return b.build();
  }

  /** What the holder does, and where it had taken the lock. */
  private static String did(LongHolds.Wait w) {
    String doing = w.blocks() ? "blocked there" : "computes there";
    if (w.lock instanceof Bins.Bin) {
      return doing + ", within a function that it gave to the map";
    }
    if (w.takenAt == 0) {
      return doing + "; where it took `" + w.name + "` was not kept";
    }
    Frame f = Tables.SITES.at(w.takenAt).frame();
    String line = f.line() > 0 ? ":" + f.line() : "";
    return doing + "; took `" + w.name + "` in `" + f.symbol().replace('#', '.') + "`" + line;
  }

  private static Trace trace(
      String role, ThreadState ts, List<LockRef> held, List<Frame> frames, String remark) {
    return new Trace(role, ts.info.label(), created(ts.info.createdAt), held, frames, remark);
  }

  private static List<Frame> created(Throwable at) {
    return at == null ? List.of() : Frames.of(at);
  }
}
