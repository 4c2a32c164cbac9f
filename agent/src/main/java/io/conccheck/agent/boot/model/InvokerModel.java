package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;

/** The other end of {@link AsyncSocketModel}: all handlers are called from here. */
@Model(type = "sun.nio.ch.Invoker", detectors = "race")
public final class InvokerModel {

  private InvokerModel() {}

  @OnEnter(
      method =
          "invokeUnchecked(Ljava/nio/channels/CompletionHandler;Ljava/lang/Object;"
              + "Ljava/lang/Object;Ljava/lang/Throwable;)V")
  public static void telling(@Arg(0) Object handler, @Arg(1) Object attachment) {
    Completions.end(attachment, handler);
  }
}
