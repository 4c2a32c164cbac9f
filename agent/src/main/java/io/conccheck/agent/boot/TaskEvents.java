package io.conccheck.agent.boot;

/**
 * Tasks fail, and somebody looks or not. Called by hooks, with the calling thread marked busy;
 * implemented above.
 */
public abstract class TaskEvents {

  /** Who listens, or null. Set once, before anything is hooked. */
  public static volatile TaskEvents sink;

  /** How many failures nobody has looked at yet; as long as it is 0 reads are not told. */
  public static volatile int unread;

  /** The task is about to end by an exception; nobody can have seen it yet. */
  public abstract void failing(Object task, Throwable failure);

  /** It has ended by it, unless it was cancelled meanwhile. */
  public abstract void failed(Object task);

  /** Somebody has looked at the outcome of a task that has ended. */
  public abstract void read(Object task);
}
