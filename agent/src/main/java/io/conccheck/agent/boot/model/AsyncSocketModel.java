package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;

/** Operations of asynchronous sockets; those of files go by tasks of their executor. */
@Model(
    type = {
      "sun.nio.ch.AsynchronousSocketChannelImpl",
      "sun.nio.ch.AsynchronousServerSocketChannelImpl"
    },
    detectors = "race")
public final class AsyncSocketModel {

  private static final String TIME = "JLjava/util/concurrent/TimeUnit;";
  private static final String TOLD = "Ljava/lang/Object;Ljava/nio/channels/CompletionHandler;)V";

  private AsyncSocketModel() {}

  @OnEnter(method = "accept(" + TOLD)
  public static void accepting(@Arg(0) Object attachment, @Arg(1) Object handler) {
    Completions.begin(attachment, handler);
  }

  @OnEnter(method = "connect(Ljava/net/SocketAddress;" + TOLD)
  public static void connecting(@Arg(1) Object attachment, @Arg(2) Object handler) {
    Completions.begin(attachment, handler);
  }

  @OnEnter(
      method = {
        "read(Ljava/nio/ByteBuffer;" + TIME + TOLD,
        "write(Ljava/nio/ByteBuffer;" + TIME + TOLD
      })
  public static void moving(@Arg(3) Object attachment, @Arg(4) Object handler) {
    Completions.begin(attachment, handler);
  }

  @OnEnter(
      method = {
        "read([Ljava/nio/ByteBuffer;II" + TIME + TOLD,
        "write([Ljava/nio/ByteBuffer;II" + TIME + TOLD
      })
  public static void movingSeveral(@Arg(5) Object attachment, @Arg(6) Object handler) {
    Completions.begin(attachment, handler);
  }
}
