package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.BlockingEvents;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;

/**
 * Where threads wait in the JDK: parking, which all of {@code java.util.concurrent} comes down to,
 * children, other threads and blocking sockets. Sleeping and monitors are native on JDK 17; there
 * they are seen by looking from time to time.
 */
@Model(
    type = {
      "java.util.concurrent.locks.LockSupport",
      "java.lang.Thread",
      "java.lang.ProcessImpl",
      "sun.nio.ch.NioSocketImpl"
    },
    detectors = {"blocking"})
public final class BlockingModel {

  private BlockingModel() {}

  @OnEnter(
      method = {
        "park()V",
        "park(Ljava/lang/Object;)V",
        "parkNanos(J)V",
        "parkNanos(Ljava/lang/Object;J)V",
        "parkUntil(J)V",
        "parkUntil(Ljava/lang/Object;J)V",
        "join(J)V",
        "sleep(J)V",
        "sleep(Ljava/time/Duration;)V",
        "waitFor()I",
        "waitFor(JLjava/util/concurrent/TimeUnit;)Z",
        "read([BII)I",
        "connect(Ljava/net/SocketAddress;I)V",
        "accept(Ljava/net/SocketImpl;)V"
      })
  public static void waiting() {
    BlockingEvents.enter();
  }
}
