package io.conccheck.agent.install;

import io.conccheck.agent.boot.Pin;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;

/**
 * Keeps what the agent does on a thread of the program from passing for the program's own doing.
 */
final class ThreadStateGuard {

  private final ThreadState state;
  private final boolean before;

  private ThreadStateGuard(ThreadState state) {
    this.state = state;
    this.before = state.busy;
    state.enter();
  }

  static ThreadStateGuard enter() {
    return new ThreadStateGuard(Threads.current());
  }

  void leave() {
    Pin.off();
    state.busy = before;
  }
}
