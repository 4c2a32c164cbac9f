package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.TaskEvents;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;

/** Who gives a pool several tasks and takes the first outcome does not ask for the others. */
@Model(
    type = "java.util.concurrent.AbstractExecutorService",
    detectors = {"task"})
public final class InvokeAnyModel {

  private InvokeAnyModel() {}

  @OnEnter(method = "doInvokeAny")
  public static void begin() {
    ThreadState ts = TaskEvents.sink == null ? null : Threads.current();
    if (ts != null) {
      ts.put(TaskEvents.RACING, Boolean.TRUE);
      TaskEvents.racing = true;
    }
  }

  @OnExit(method = "doInvokeAny", onThrow = true)
  public static void end() {
    ThreadState ts = TaskEvents.sink == null ? null : Threads.current();
    if (ts != null) {
      ts.put(TaskEvents.RACING, null);
    }
  }
}
