package io.conccheck.agent.spi;

/** How far the JVM is with ending. */
public enum Exit {
  /** The shutdown sequence begins; none of the application's hooks has started. */
  BEGIN,
  /** All of the application's shutdown hooks have ended; the JVM halts next. */
  END,
  /** {@code halt} was called: no hook runs, or those that run are cut off. */
  HALT;

  /** True if the program does nothing after this. */
  public boolean last() {
    return this != BEGIN;
  }
}
