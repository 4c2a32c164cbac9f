package io.conccheck.agent.state;

import java.util.Arrays;

/**
 * The platform threads of the JVM, those included that have never met a hook, so that there is no
 * state of theirs.
 */
public final class PlatformThreads {

  private static final int ROOM = 16;

  private PlatformThreads() {}

  /** All live platform threads but those of the JVM itself, in no order. Takes no stack. */
  public static Thread[] all() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    Thread[] threads = new Thread[group.activeCount() + ROOM];
    int n = group.enumerate(threads, true);
    while (n == threads.length) { // there may be more
      threads = new Thread[n * 2];
      n = group.enumerate(threads, true);
    }
    return Arrays.copyOf(threads, n);
  }
}
