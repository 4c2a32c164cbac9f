package io.conccheck.agent.detect.deadlock.hang;

import com.google.auto.service.AutoService;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.spi.Frames;
import io.conccheck.agent.state.HeldView;
import io.conccheck.agent.state.LookLoops;
import io.conccheck.agent.state.Stacks;
import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Frame;
import io.conccheck.findings.Location;
import io.conccheck.findings.Origin;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Subject;
import io.conccheck.findings.Trace;
import io.conccheck.findings.card.Carded;
import java.util.ArrayList;
import java.util.List;

/** The finding {@code busy-wait}; its card lies beside. */
@AutoService(Carded.class)
public final class BusyWait implements Carded {

  private static final String ID = "busy-wait";

  /** A thread burns processor time. */
  static Finding burns(
      ThreadState ts, long millis, LookLoops.Loop loop, StackTraceElement[] stack) {
    List<Frame> frames = inLoop(loop, stack);
    return finding(
        Severity.WARNING,
        Confidence.OBSERVED,
        message(ts, frames) + ", for more than " + millis + " ms without a pause",
        ts,
        frames);
  }

  /** A thread looks for a change that no thread is left to make. */
  static Finding endless(Pollers.Poller p, boolean certain) {
    List<Frame> frames = inLoop(p.loop(), Stacks.of(p.thread()));
    return finding(
        certain ? Severity.ERROR : Severity.WARNING,
        certain ? Confidence.OBSERVED : Confidence.SUSPECTED,
        message(p.ts(), frames) + ", and every other thread has ended or waits itself",
        p.ts(),
        frames);
  }

  /** The stack from the loop outwards, at the loop's first line wherever the thread was in it. */
  static List<Frame> inLoop(LookLoops.Loop loop, StackTraceElement[] stack) {
    List<Frame> frames = new ArrayList<>(Frames.of(stack));
    while (frames.size() > 1 && !frames.get(0).method().equals(loop.method())) {
      frames.remove(0);
    }
    Frame f = frames.get(0);
    frames.set(0, new Frame(f.className(), f.method(), f.file(), loop.firstLine()));
    return frames;
  }

  /** The stack of a thread that goes round, from the loop's first line outwards. */
  static List<Frame> inRound(Circling.Walker w) {
    List<Frame> frames = new ArrayList<>(Frames.of(w.frames()));
    Frame f = frames.get(0);
    frames.set(0, new Frame(f.className(), f.method(), f.file(), w.round().firstLine()));
    return frames;
  }

  /** A thread looks, and says so perhaps, while nobody is left to make the change. */
  static Finding round(Circling.Walker w) {
    List<Frame> frames = inRound(w);
    return finding(
        Severity.WARNING,
        Confidence.SUSPECTED,
        message(w.ts(), frames) + ", and every other thread has ended or waits itself",
        w.ts(),
        frames);
  }

  private static String message(ThreadState ts, List<Frame> frames) {
    return "`"
        + ts.info.label()
        + "` looks again and again in `"
        + frames.get(0).symbol().replace('#', '.')
        + "` whether something has changed";
  }

  private static Finding finding(
      Severity severity,
      Confidence confidence,
      String message,
      ThreadState ts,
      List<Frame> frames) {
    Frame at = frames.get(0);
    return Finding.of(ID, severity, confidence, Origin.RUNTIME)
        .message(message)
        .help(
            "Wait for a sign instead: `join`, a latch, a condition, a blocking queue, a future; and"
                + " give it on every way out.")
        .location(Location.of(at, at.className() + "." + at.method()))
        .subject(Subject.creationSite(at.symbol()))
        .trace(trace(ts, frames))
        .build();
  }

  /** The thread in its loop. */
  static Trace trace(ThreadState ts, List<Frame> frames) {
    return new Trace(
        Trace.CURRENT,
        ts.info.label(),
        ts.info.createdAt == null ? List.of() : Frames.of(ts.info.createdAt),
        HeldView.of(ts),
        frames,
        null);
  }
}
