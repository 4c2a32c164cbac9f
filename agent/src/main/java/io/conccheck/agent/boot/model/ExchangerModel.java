package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Elements;
import io.conccheck.agent.boot.Partners;
import io.conccheck.agent.boot.Sync;
import io.conccheck.agent.boot.Waits;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;
import io.conccheck.agent.boot.hook.Thrown;

/** What a thread did before it offered an object is before what its partner does with it. */
@Model(
    type = "java.util.concurrent.Exchanger",
    detectors = {"race", "deadlock"})
public final class ExchangerModel {

  private static final String UNLIMITED = "exchange(Ljava/lang/Object;)Ljava/lang/Object;";
  private static final String TIMED =
      "exchange(Ljava/lang/Object;JLjava/util/concurrent/TimeUnit;)Ljava/lang/Object;";

  private ExchangerModel() {}

  @OnEnter(method = UNLIMITED)
  public static void offering(@This Object self, @Arg(0) Object item) {
    Waits.begin(self, Waits.EXCHANGER, false);
    offer(self, item);
  }

  @OnEnter(method = TIMED)
  public static void offeringForAWhile(@This Object self, @Arg(0) Object item) {
    Waits.begin(self, Waits.EXCHANGER, true);
    offer(self, item);
  }

  private static void offer(Object self, Object item) {
    Partners.offering(self);
    if (item == null) {
      Sync.release(self);
    } else {
      Elements.put(self, item);
    }
  }

  @OnExit(
      method = {UNLIMITED, TIMED},
      onThrow = true)
  public static void got(@This Object self, @Returned Object item, @Thrown Throwable failure) {
    Waits.end();
    Partners.exchanged(self, failure != null);
    if (failure == null) {
      if (item == null) {
        Sync.acquire(self);
      } else {
        Elements.met(self, item);
      }
    }
  }
}
