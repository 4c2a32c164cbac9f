package io.conccheck.agent.out;

import io.conccheck.findings.Severity;

/** The one line at exit. */
final class Summary {

  private Summary() {}

  static String of(Known known, int failures, String remarks, String log) {
    StringBuilder line = new StringBuilder("conccheck: ");
    int all = known.size();
    if (all == 0) {
      line.append("nothing found");
    } else {
      line.append(all).append(all == 1 ? " finding (" : " findings (");
      String comma = "";
      for (Severity s : Severity.values()) {
        int n = known.count(s);
        if (n > 0) {
          line.append(comma).append(n).append(' ').append(s.word()).append(n == 1 ? "" : "s");
          comma = ", ";
        }
      }
      line.append(')');
    }
    if (failures > 0) {
      line.append("; incomplete, the agent itself failed ").append(failures).append(" times");
    }
    line.append(remarks);
    if (log != null) {
      line.append("; log ").append(log);
    }
    return line.append('\n').toString();
  }
}
