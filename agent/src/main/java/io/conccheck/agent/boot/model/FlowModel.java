package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Order;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;

/**
 * Subscriptions of a {@code SubmissionPublisher}: what a publisher did is before what its
 * subscriber does with the item or signal, and calls of one subscriber come one after the other
 * ({@code java.util.concurrent.Flow}).
 */
@Model(
    type = "java.util.concurrent.SubmissionPublisher$BufferedSubscription",
    detectors = {"race", "deadlock"})
public final class FlowModel {

  private FlowModel() {}

  @OnEnter(
      method = {
        "offer",
        "retryOffer",
        "onSubscribe",
        "onComplete",
        "onError",
        "request(J)V",
        "cancel()V"
      })
  public static void signalling(@This Object self) {
    Order.release(self);
  }

  @OnEnter(
      method = {
        "consumeNext",
        "consumeSubscribe",
        "consumeComplete",
        "consumeError",
        "handleOnNext"
      })
  public static void calling(@This Object self) {
    Order.acquire(self);
  }

  /** Before the next call can come from another thread. */
  @OnExit(
      method = {
        "consumeNext",
        "consumeSubscribe",
        "consumeComplete",
        "consumeError",
        "handleOnNext"
      },
      onThrow = true)
  public static void called(@This Object self) {
    Order.release(self);
  }
}
