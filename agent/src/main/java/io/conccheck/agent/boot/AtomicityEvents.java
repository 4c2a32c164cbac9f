package io.conccheck.agent.boot;

/** Told of operations that another thread's write came between. The thread is busy then. */
public abstract class AtomicityEvents {

  /** The one listener, or null. */
  public static volatile AtomicityEvents sink;

  /** A write of this thread lies within a window: what a report needs of it, such as its stack. */
  public abstract Object evidence(ThreadState writer);

  /** The same for another thread, whose stack is out of reach. */
  public abstract Object bystander(ThreadState writer);

  /**
   * This thread is about to act on what it saw in the window, and that no longer holds.
   *
   * @param act number of the acting operation
   * @param evidence as {@link #evidence} gave it
   */
  public abstract void violated(Window w, int act, ThreadState ts, Object evidence);
}
