package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Order;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;

/**
 * The threads behind a {@code StructuredTaskScope}: their ends are before the join or close that
 * has waited for them.
 */
@Model(
    type = "jdk.internal.misc.ThreadFlock",
    detectors = {"race", "deadlock"})
public final class FlockModel {

  private FlockModel() {}

  /** Called on the ending thread, for a virtual one on its carrier. */
  @OnEnter(method = "onExit(Ljava/lang/Thread;)V")
  public static void ending(@This Object self, @Arg(0) Object thread) {
    if (thread == Thread.currentThread()) {
      Order.release(self);
    } else {
      Threads.endInto((Thread) thread, self);
    }
  }

  @OnExit(method = {"awaitAll()Z", "awaitAll(Ljava/time/Duration;)Z", "awaitAll()V", "close()V"})
  public static void ended(@This Object self) {
    Order.acquire(self);
  }
}
