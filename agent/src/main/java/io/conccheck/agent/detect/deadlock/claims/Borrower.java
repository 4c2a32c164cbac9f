package io.conccheck.agent.detect.deadlock.claims;

import io.conccheck.agent.boot.ThreadState;
import java.lang.ref.WeakReference;

/**
 * A thread as pools remember it. What a state leads to, such as the pool whose worker the thread
 * is, may be the very pool that remembers it and would then never become garbage.
 */
final class Borrower extends WeakReference<ThreadState> {

  private static final int SLOT = ThreadState.slot();

  private Borrower(ThreadState ts) {
    super(ts);
  }

  /** The one of that thread. Called on the thread itself. */
  static Borrower of(ThreadState ts) {
    Borrower b = (Borrower) ts.get(SLOT);
    if (b == null) {
      b = new Borrower(ts);
      ts.put(SLOT, b);
    }
    return b;
  }

  /** True if the thread has ended. */
  boolean hasEnded() {
    ThreadState ts = get();
    return ts == null || ts.thread() == null;
  }

  /** True if the thread waits for something of that kind, see {@code Waits}, on that object. */
  boolean waits(int kind, Object on) {
    ThreadState ts = get();
    return ts != null && ts.wait.kind() == kind && ts.wait.on() == on;
  }
}
