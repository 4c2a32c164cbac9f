package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.BlockingEvents;
import io.conccheck.agent.boot.Failures;
import io.conccheck.agent.boot.Pin;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.hook.Entered;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;

/** Virtual threads that wait without letting their carrier go. */
@Model(
    type = "java.lang.VirtualThread",
    detectors = {"blocking"})
public final class PinnedModel {

  private PinnedModel() {}

  @OnEnter(method = "parkOnCarrierThread(ZJ)V")
  public static long waiting() {
    return System.nanoTime();
  }

  @OnExit(method = "parkOnCarrierThread(ZJ)V", onThrow = true)
  public static void waited(@Entered long since) {
    BlockingEvents sink = BlockingEvents.sink;
    ThreadState ts = sink == null ? null : Threads.current();
    if (ts == null || ts.busy) {
      return;
    }
    ts.enter();
    try {
      sink.pinned(System.nanoTime() - since);
    } catch (Throwable t) {
      Failures.count(t);
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }
}
