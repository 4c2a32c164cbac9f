package io.conccheck.agent.boot;

/**
 * What is known of one semaphore. Any thread may set that it is a signal, for good; the note is its
 * writer's matter.
 */
public final class PermitInfo {

  /** Permits it was made with; -1 if that was not seen. */
  public final int begun;

  /** What the watcher of resources keeps with it, or null. Never leads to the semaphore. */
  public volatile Object note;

  private volatile boolean signal;

  PermitInfo(int begun) {
    this.begun = begun;
    this.signal = begun == 0;
  }

  /** True if it passes signs between threads: begun without permits, or given back by others. */
  public boolean isSignal() {
    return signal;
  }

  void becomesSignal() {
    signal = true;
  }

  /**
   * True if it is one lock and nothing else: it has one permit, no thread has given back what it
   * did not have, and there is nothing of which the program has more than one.
   */
  boolean isLock() {
    return begun == 1 && !signal && !ResourceEvents.several;
  }

  /** How a thread that takes so many permits at once holds it, in terms of {@link Locks}. */
  int mode(int permits) {
    return begun > 1 && permits < begun ? Locks.PERMIT : Locks.SEMAPHORE;
  }
}
