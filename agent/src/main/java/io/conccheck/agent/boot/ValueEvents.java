package io.conccheck.agent.boot;

/**
 * Thread-local values on the workers of pools. Called by hooks, with the calling thread marked
 * busy; implemented above.
 */
public abstract class ValueEvents {

  /** Who listens, or null. Set once, before anything is hooked. */
  public static volatile ValueEvents sink;

  /** Where a worker of a pool keeps what the sink wants to know of it; null on other threads. */
  public static final int WORKER = ThreadState.slot();

  /** This thread begins to work for a pool; what is to be kept in {@link #WORKER}. */
  public abstract Object working(Object pool);

  /** The worker has got its next task, or ends if there is none. */
  public abstract void next(Object worker, boolean task);

  /** The worker asks for the value of a variable that has none; it may well set one then. */
  public abstract void asked(Object worker, Object variable);

  /** The variable has made that value for the worker, which asked and had none. */
  public abstract void initial(Object worker, Object variable, Object value);

  /** The worker sets the value of a thread-local variable, null where it removes it. */
  public abstract void set(Object worker, Object variable, Object value);
}
