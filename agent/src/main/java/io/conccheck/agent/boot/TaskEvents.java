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

  /** True once a thread has given a pool tasks of which the first that succeeds is enough. */
  public static volatile boolean racing;

  /** Non-null on a thread that is giving such tasks. */
  public static final int RACING = ThreadState.slot();

  /**
   * A function of that class was handed in for others to run, by the calling thread. Told of each
   * class once.
   */
  public abstract void given(Class<?> function, Throwable here);

  /** Such a task was made: nobody looks at those that fail if one succeeds. */
  public abstract void oneOfMany(Object task);

  /** The task is about to end by an exception; nobody can have seen it yet. */
  public abstract void failing(Object task, Throwable failure);

  /** It has ended by it, unless it was cancelled meanwhile. */
  public abstract void failed(Object task);

  /** The task was handed to a fork/join pool from outside. */
  public abstract void handedIn(Object task);

  /** A fork/join task is about to end by an exception. */
  public abstract void forkFailing(Object task, Throwable failure);

  /** Somebody has looked at the outcome of a task that has ended. */
  public abstract void read(Object task);

  /** The body of a thread that was never started runs on this thread. */
  public abstract void ranByCaller(Thread unstarted);

  /** A thread is about to end by an exception. */
  public abstract void uncaught(Thread thread, Throwable thrown);

  /** A task of a timer has thrown, and the timer's thread ends with all its tasks. */
  public abstract void timerDying(Throwable failure);

  /**
   * A function given to a completable future has thrown, and its stage fails.
   *
   * @param stage this very class where the stage is not known yet
   */
  public abstract void stageFailing(Object stage, Throwable failure);

  /** The program itself is about to complete that stage by an exception. */
  public abstract void stageGiven(Object stage, Throwable failure);

  /** It had an outcome already. */
  public abstract void stageRefused(Throwable failure);

  /** A stage fails because one before it has failed so. */
  public abstract void stageFollows(Object stage, Throwable failure);

  /** Somebody looks at the outcome of that stage, or at that outcome. */
  public abstract void stageRead(Object stageOrOutcome);

  /** The stage's outcome is one of several that another stage takes. */
  public abstract void stageJoined(Object stage);
}
