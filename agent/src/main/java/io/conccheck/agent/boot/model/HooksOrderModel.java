package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Sync;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;

/**
 * Where the JVM ends because its last non-daemon thread has, those threads are before the shutdown
 * hooks (JLS 12.8, 17.4.4); after {@code exit} only the thread that called it is.
 */
@Model(type = "java.lang.Shutdown", detectors = "race")
public final class HooksOrderModel {

  private HooksOrderModel() {}

  @OnEnter(method = "shutdown()V")
  public static void allEnded() {
    Sync.acquire(Threads.USER_ENDS);
  }
}
