package io.conccheck.cli.report.text;

import io.conccheck.cli.report.View;
import io.conccheck.findings.Frame;
import io.conccheck.findings.LockRef;
import io.conccheck.findings.Trace;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One trace as lines: the thread, what it held, where it was, where it was created. */
final class TraceText {

  private static final int FRAMES = 6;
  private static final int CREATION_FRAMES = 2;

  private final Paint paint;
  private final boolean full;
  private final Consumer<String> out;

  TraceText(Paint paint, View.Detail detail, Consumer<String> out) {
    this.paint = paint;
    this.full = detail == View.Detail.FULL;
    this.out = out;
  }

  void write(Trace t, int frames) {
    out.accept("  " + paint.bold(t.role()) + ": thread `" + t.thread() + "`" + held(t));
    frames(t.frames(), full ? Integer.MAX_VALUE : frames, "    at ");
    if (t.remark() != null) {
      out.accept("    " + paint.faint("(" + t.remark() + ")"));
    }
    if (!t.createdAt().isEmpty()) {
      out.accept("    created");
      frames(t.createdAt(), full ? Integer.MAX_VALUE : CREATION_FRAMES, "      at ");
    }
  }

  private void frames(List<Frame> frames, int most, String lead) {
    frames.stream().limit(most).forEach(f -> out.accept(lead + f));
    if (frames.size() > most) {
      String indent = " ".repeat(lead.length() - "at ".length());
      out.accept(indent + paint.faint("... " + (frames.size() - most) + " more, see with -v"));
    }
  }

  private String held(Trace t) {
    if (t.heldLocks().isEmpty()) {
      boolean unknown = t.role().equals(Trace.CREATOR) || t.remark() != null;
      return unknown ? "" : ", holding no lock";
    }
    return t.heldLocks().stream()
        .map(l -> full ? described(l) : "`" + l.owner() + "`")
        .collect(Collectors.joining(", ", ", holding ", ""));
  }

  private static String described(LockRef l) {
    return "`" + l.owner() + "` (" + l.kind() + (l.site() == null ? ")" : ", at " + l.site() + ")");
  }

  /** How many frames each of so many traces may show. */
  static int share(int traces) {
    return Math.max(2, traces <= 2 ? FRAMES : 2 * FRAMES / traces);
  }
}
