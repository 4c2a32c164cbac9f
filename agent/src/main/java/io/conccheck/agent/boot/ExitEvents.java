package io.conccheck.agent.boot;

/** The JVM ends. Called by hooks on the thread that ends it; implemented above. */
public abstract class ExitEvents {

  /** Who listens, or null. Set once, before anything is hooked. */
  public static volatile ExitEvents sink;

  /** The shutdown sequence is asked for, with that exit code. */
  public abstract void exiting(int status);

  /** The JVM halts next, with that exit code. */
  public abstract void halting(int status);

  /** A thread ends by an exception that nobody caught. */
  public abstract void uncaught(Thread thread);
}
