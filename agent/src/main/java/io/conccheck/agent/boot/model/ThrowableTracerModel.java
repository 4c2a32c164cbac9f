package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Pin;
import io.conccheck.agent.boot.Sync;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;

/**
 * Flight Recorder counts all throwables in one atomic: a look at the order of threads would take
 * that for an edge between all who make one, and hide their races.
 */
@Model(
    type = {
      "jdk.jfr.internal.instrument.ThrowableTracer",
      "jdk.internal.event.ThrowableTracer" // from JDK 25 on
    },
    detectors = "race")
public final class ThrowableTracerModel {

  private static final int SLOT = ThreadState.slot();

  private ThrowableTracerModel() {}

  @OnEnter(method = {"traceThrowable", "traceError"})
  public static void counts() {
    ThreadState ts = Sync.enabled ? Threads.current() : null;
    if (ts != null && !ts.busy) {
      ts.enter();
      ts.put(SLOT, ts);
    }
  }

  @OnExit(
      method = {"traceThrowable", "traceError"},
      onThrow = true)
  public static void counted() {
    ThreadState ts = Sync.enabled ? Threads.current() : null;
    if (ts != null && ts.get(SLOT) != null) {
      ts.put(SLOT, null);
      ts.busy = false;
      Pin.off();
    }
  }
}
