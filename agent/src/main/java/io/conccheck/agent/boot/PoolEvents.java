package io.conccheck.agent.boot;

/**
 * The program makes pools and timers. Called by hooks, with the calling thread marked busy;
 * implemented above.
 */
public abstract class PoolEvents {

  /** Who listens, or null. Set once, before anything is hooked. */
  public static volatile PoolEvents sink;

  /** A constructor of a pool or timer has ended; constructors of subclasses may still run. */
  public abstract void made(Object pool);
}
