package io.conccheck.agent.boot;

/**
 * What a detector may want to know of locks. Called on the thread concerned, which is busy then.
 */
public abstract class LockEvents {

  /** The one listener, or null. */
  public static volatile LockEvents sink;

  /**
   * The thread is about to ask for a lock that it does not hold in that mode, and will wait without
   * limit, while it holds others. A try or a timed acquisition does not ask. Who holds nothing
   * cannot keep others waiting: that is not told, and costs next to nothing.
   */
  public void asking(ThreadState ts, Object lock, int mode, int site) {}

  /** The thread no longer asks: it timed out, was interrupted, or tried in vain. */
  public void gaveUp(ThreadState ts, Object lock, int mode) {}

  /** The thread released a lock that it does not hold. */
  public void releasedUnheld(ThreadState ts, Object lock, int mode, int site) {}

  /**
   * The thread is about to give back a semaphore that it holds, and holds a lock that it took
   * later.
   */
  public void releasedInside(ThreadState ts, Object semaphore, Object lock) {}

  /** The thread released a lock with the word for another mode, which changes nothing. */
  public void releasedWrongly(ThreadState ts, Object lock, int mode) {}

  /** The thread waits on a condition of the lock, which it must take back before it goes on. */
  public void mustRetake(ThreadState ts, Object lock, int mode, int site) {}

  /** The thread goes on with a task that another worker of its pool could have taken as well. */
  public void taking(ThreadState ts) {}

  /** The thread has run to its end; {@code ts.held} tells what it has not let go. */
  public void ending(ThreadState ts) {}
}
