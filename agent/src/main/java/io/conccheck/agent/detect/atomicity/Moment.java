package io.conccheck.agent.detect.atomicity;

import io.conccheck.agent.boot.ThreadInfo;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.spi.Frames;
import io.conccheck.agent.state.HeldView;
import io.conccheck.findings.Frame;
import io.conccheck.findings.LockRef;
import io.conccheck.findings.Trace;
import java.util.List;

/** Where a thread was when it did something, and what it held; the stack may be null. */
record Moment(ThreadInfo thread, List<LockRef> held, Throwable stack) {

  /** The present moment of that thread, which is the running one. */
  static Moment of(ThreadState ts) {
    return new Moment(ts.info, HeldView.of(ts), new Throwable());
  }

  /** Some moment of another thread: neither what it held nor where it was can be told. */
  static Moment somewhere(ThreadState ts) {
    return new Moment(ts.info, List.of(), null);
  }

  List<Frame> frames() {
    return stack == null ? List.of() : Frames.of(stack);
  }

  Trace trace(String role) {
    List<Frame> created = thread.createdAt == null ? List.of() : Frames.of(thread.createdAt);
    return new Trace(
        role,
        thread.label(),
        created,
        held,
        frames(),
        stack == null ? "its stack was out of reach" : null);
  }
}
