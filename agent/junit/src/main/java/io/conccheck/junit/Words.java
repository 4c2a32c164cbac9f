package io.conccheck.junit;

/** How threads and processes are called in messages. */
final class Words {

  private Words() {}

  static String command(ProcessHandle h) {
    String command = h.info().command().orElse("?");
    return command + " " + String.join(" ", h.info().arguments().orElse(new String[0]));
  }

  /** The thread with its state, where it was started if that is known, and what it does. */
  static String of(Thread t) {
    StringBuilder text = new StringBuilder(t.isDaemon() ? "daemon thread `" : "thread `");
    text.append(t.getName()).append("` (").append(t.getState()).append(')');
    StackTraceElement[] start = AgentLink.start(t);
    StackTraceElement starter = start == null ? null : first(start);
    if (starter != null) {
      text.append(isPools(start) ? " of a pool, started by " : " started by ")
          .append(place(starter));
    } else {
      StackTraceElement[] stack = t.getStackTrace();
      StackTraceElement at = first(stack);
      text.append(isPools(stack) ? " of a pool" : "").append(at == null ? "" : " at " + place(at));
    }
    return text.toString();
  }

  /** A frame without its class loader and module. */
  private static String place(StackTraceElement e) {
    String line = e.getLineNumber() > 0 ? ":" + e.getLineNumber() : "";
    return e.getClassName() + "." + e.getMethodName() + "(" + e.getFileName() + line + ")";
  }

  private static boolean isPools(StackTraceElement[] stack) {
    for (StackTraceElement e : stack) {
      String name = e.getClassName();
      if (name.startsWith("java.util.concurrent.ThreadPoolExecutor")
          || name.startsWith("java.util.concurrent.ForkJoin")
          || name.startsWith("java.util.Timer")) {
        return true;
      }
    }
    return false;
  }

  /** The innermost frame that is neither the JDK's nor ours; null if there is none. */
  private static StackTraceElement first(StackTraceElement[] stack) {
    for (StackTraceElement e : stack) {
      String name = e.getClassName();
      if (!name.startsWith("java.")
          && !name.startsWith("jdk.")
          && !name.startsWith("sun.")
          && !name.startsWith("io.conccheck.agent.")) {
        return e;
      }
    }
    return null;
  }
}
