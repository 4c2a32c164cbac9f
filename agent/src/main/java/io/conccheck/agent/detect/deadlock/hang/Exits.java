package io.conccheck.agent.detect.deadlock.hang;

import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.state.Stacks;

/**
 * Threads that ask for the program's end while it ends already. Who runs the shutdown sequence
 * keeps the JDK's monitor of it and waits for each shutdown hook: a hook that calls {@code
 * System.exit} never returns, as the javadoc of {@code Runtime.exit} says.
 */
final class Exits {

  private static final String SHUTDOWN = "java.lang.Shutdown";

  private Exits() {}

  /** The wait of a thread that is blocked there, or null. */
  static Stuck asked(ThreadState ts, Thread t, long count) {
    StackTraceElement[] stack = Stacks.of(t);
    if (stack.length > 0 && is(stack[0], "exit")) {
      try {
        return new Stuck(ts, t, count, Class.forName(SHUTDOWN), Stuck.EXIT, 0);
      } catch (ClassNotFoundException e) {
        return null; // another JDK
      }
    }
    return null;
  }

  /** True if that thread runs the sequence. */
  static boolean runs(Thread t) {
    for (StackTraceElement f : Stacks.of(t)) {
      if (is(f, "runHooks")) {
        return true;
      }
    }
    return false;
  }

  private static boolean is(StackTraceElement f, String method) {
    return f.getClassName().equals(SHUTDOWN) && f.getMethodName().equals(method);
  }
}
