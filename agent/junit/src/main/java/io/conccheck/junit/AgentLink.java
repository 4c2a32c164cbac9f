package io.conccheck.junit;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;

/**
 * What conccheck's agent knows, if it runs in this JVM: its boot classes lie in the boot loader, so
 * they are reached by name alone.
 */
final class AgentLink {

  private static final String BOOT = "io.conccheck.agent.boot.";

  /** Findings are put together on a thread of the agent's: so long they get to arrive. */
  private static final long SETTLE_MILLIS = 5_000;

  private static final Method FOUND = method("Found", "settled", long.class);
  private static final Method INFO = method("Threads", "info", Thread.class);

  private AgentLink() {}

  private static Method method(String owner, String name, Class<?>... parameters) {
    try {
      return Class.forName(BOOT + owner, true, null).getMethod(name, parameters);
    } catch (ReflectiveOperationException | LinkageError e) {
      return null; // no agent, or another version of it
    }
  }

  static boolean agentRuns() {
    return FOUND != null;
  }

  /** Rule id and message of each finding so far, {@code id: message}; empty without an agent. */
  static List<String> findings() {
    try {
      return FOUND == null ? List.of() : List.of((String[]) FOUND.invoke(null, SETTLE_MILLIS));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("conccheck's agent does not answer", e);
    }
  }

  /** The stack of the call that started the thread; null where nobody knows. */
  static StackTraceElement[] start(Thread thread) {
    try {
      Object info = INFO == null ? null : INFO.invoke(null, thread);
      if (info == null) {
        return null;
      }
      Field created = info.getClass().getField("createdAt");
      Throwable stack = (Throwable) created.get(info);
      return stack == null ? null : stack.getStackTrace();
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }
}
