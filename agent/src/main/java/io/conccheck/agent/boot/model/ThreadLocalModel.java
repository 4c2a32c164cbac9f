package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Failures;
import io.conccheck.agent.boot.Pin;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.ValueEvents;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;

/** Values of thread-local variables: those that somebody sets, and those that a variable makes. */
@Model(
    type = "java.lang.ThreadLocal",
    detectors = {"value"})
public final class ThreadLocalModel {

  private static final int SET = 0;
  private static final int ASKED = 1;
  private static final int INITIAL = 2;

  private ThreadLocalModel() {}

  @OnEnter(method = "set(Ljava/lang/Object;)V")
  public static void setting(@This Object self, @Arg(0) Object value) {
    tell(SET, self, value);
  }

  @OnEnter(method = "remove()V")
  public static void removing(@This Object self) {
    tell(SET, self, null);
  }

  @OnEnter(method = "setInitialValue")
  public static void asking(@This Object self) {
    tell(ASKED, self, null);
  }

  @OnExit(method = "setInitialValue")
  public static void made(@This Object self, @Returned Object value) {
    if (value != null) {
      tell(INITIAL, self, value);
    }
  }

  private static void tell(int what, Object variable, Object value) {
    ValueEvents sink = ValueEvents.sink;
    ThreadState ts = sink == null ? null : Threads.current();
    Object worker = ts == null || ts.busy ? null : ts.get(ValueEvents.WORKER);
    if (worker == null) {
      return;
    }
    ts.enter();
    try {
      if (what == SET) {
        sink.set(worker, variable, value);
      } else if (what == ASKED) {
        sink.asked(worker, variable);
      } else {
        sink.initial(worker, variable, value);
      }
    } catch (Throwable t) {
      Failures.count(t);
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }
}
