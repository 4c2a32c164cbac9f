package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Failures;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.ValueEvents;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.This;

/** Values of thread-local variables that somebody sets; initial values are not among them. */
@Model(
    type = "java.lang.ThreadLocal",
    detectors = {"value"})
public final class ThreadLocalModel {

  private ThreadLocalModel() {}

  @OnEnter(method = "set(Ljava/lang/Object;)V")
  public static void setting(@This Object self, @Arg(0) Object value) {
    tell(self, value);
  }

  @OnEnter(method = "remove()V")
  public static void removing(@This Object self) {
    tell(self, null);
  }

  @OnEnter(method = "setInitialValue")
  public static void asking(@This Object self) {
    tell(self, self);
  }

  /** A variable is no value of itself: that stands for a question. */
  private static void tell(Object variable, Object value) {
    ValueEvents sink = ValueEvents.sink;
    ThreadState ts = sink == null ? null : Threads.current();
    Object worker = ts == null || ts.busy ? null : ts.get(ValueEvents.WORKER);
    if (worker == null) {
      return;
    }
    ts.enter();
    try {
      if (value == variable) {
        sink.asked(worker, variable);
      } else {
        sink.set(worker, variable, value);
      }
    } catch (Throwable t) {
      Failures.count(t);
    } finally {
      ts.leave();
    }
  }
}
