package io.conccheck.agent.detect.blocking;

/**
 * How often the stack of a thread that waits is looked at: each of its first waits, and then one in
 * a while, for an event loop that waits for work does so all the time. Used by its own thread.
 */
final class Pace {

  private static final int FIRST = 200;
  private static final long NANOS = 5_000_000;

  private int looks;
  private long last;

  boolean mayLook() {
    if (looks < FIRST) {
      looks++;
      return true;
    }
    long now = System.nanoTime();
    if (now - last < NANOS) {
      return false;
    }
    last = now;
    return true;
  }
}
