package io.conccheck.agent.out;

import io.conccheck.findings.Finding;
import io.conccheck.findings.Frame;
import io.conccheck.findings.LockRef;
import io.conccheck.findings.Related;
import io.conccheck.findings.Trace;
import java.util.List;

/**
 * A finding as a reader on a terminal wants it: what, both sides, their threads and locks, why,
 * what to do. At most {@value #MAX_LINES} lines, however many traces there are.
 */
final class HumanReport {

  static final int MAX_LINES = 40;

  private final StringBuilder text = new StringBuilder();
  private int lines;

  private HumanReport() {}

  static String of(Finding f) {
    HumanReport report = new HumanReport();
    report.line(
        "conccheck: " + f.severity().word() + " " + f.ruleId() + ": " + oneLine(f.message()));
    report.line("  at " + f.location().place() + "  (" + f.confidence().word() + ")");
    int tail = (f.help().isEmpty() ? 0 : 1) + Math.min(4, f.related().size()) + 1;
    int traces = f.traces().size();
    for (int i = 0; i < traces; i++) {
      int left = MAX_LINES - tail - report.lines;
      int share = left / (traces - i);
      if (share < 2) {
        report.line("  and " + (traces - i) + " more");
        break;
      }
      report.trace(f.traces().get(i), share);
    }
    for (Related r : f.related().subList(0, Math.min(4, f.related().size()))) {
      report.line("  see " + r.location().place() + ": " + oneLine(r.message()));
    }
    if (!f.help().isEmpty()) {
      report.line("  do: " + oneLine(f.help()));
    }
    report.line("  more: conccheck explain " + f.ruleId());
    return report.text.toString();
  }

  private void trace(Trace t, int share) {
    int end = lines + share;
    line("  " + t.role() + ": thread `" + t.thread() + "`" + remark(t));
    int creation = t.createdAt().isEmpty() ? 0 : 1 + Math.min(2, t.createdAt().size());
    int locks = Math.min(2, t.heldLocks().size());
    frames(t.frames(), "    at ", Math.min(9, end - lines - creation - locks));
    for (LockRef lock : t.heldLocks().subList(0, Math.min(locks, Math.max(0, end - lines)))) {
      line("    held " + lock.kind() + " `" + lock.owner() + "`" + taken(lock));
    }
    if (creation > 0 && end - lines >= 2) {
      line("    thread created");
      frames(t.createdAt(), "      at ", Math.min(2, end - lines));
    }
  }

  private void frames(List<Frame> frames, String indent, int most) {
    int shown = Math.min(frames.size(), most);
    for (int i = 0; i < shown; i++) {
      boolean cut = i == shown - 1 && shown < frames.size();
      String rest = cut ? "  (and " + (frames.size() - shown) + " more)" : "";
      line(indent + frames.get(i) + rest);
    }
  }

  private static String taken(LockRef lock) {
    return lock.site() == null ? "" : ", taken at " + lock.site();
  }

  private static String remark(Trace t) {
    return t.remark() == null ? "" : "  (" + oneLine(t.remark()) + ")";
  }

  private static String oneLine(String s) {
    return s.replace('\n', ' ').replace('\r', ' ');
  }

  private void line(String line) {
    text.append(line).append('\n');
    lines++;
  }
}
