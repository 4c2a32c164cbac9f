package io.conccheck.agent.boot;

/**
 * The program makes pools and timers, and uses them. Called by hooks, with the calling thread
 * marked busy; implemented above.
 */
public abstract class PoolEvents {

  /** Who listens, or null. Set once, before anything is hooked. */
  public static volatile PoolEvents sink;

  /** A constructor of a pool or timer has ended; constructors of subclasses may still run. */
  public abstract void made(Object pool);

  /** This thread gives a task to a pool. */
  public abstract void executing(Object pool, Object task);

  /** This thread begins to wait, without a limit, for that task. */
  public abstract void awaitingTask(Object task);

  /** This thread has waited for the end of that pool for as long as it wanted to. */
  public abstract void awaitedInVain(Object pool);

  /** This thread tells the pool to end. */
  public abstract void shuttingDown(Object pool);

  /** This thread begins to work for that pool. */
  public abstract void working(Object pool);

  /** The pool's policy throws a task away without a word. */
  public abstract void discarded(Object pool, Object task);

  /** The pool hands a task that it does not take to a handler of the application. */
  public abstract void handed(Object pool, Object task, Object handler);

  /** The pool throws at whoever gives it a task. */
  public abstract void refused(Object pool);
}
