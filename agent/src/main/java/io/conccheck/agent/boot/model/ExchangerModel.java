package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Elements;
import io.conccheck.agent.boot.Sync;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;

/** What a thread did before it offered an object is before what its partner does with it. */
@Model(
    type = "java.util.concurrent.Exchanger",
    detectors = {"race", "deadlock"})
public final class ExchangerModel {

  private ExchangerModel() {}

  @OnEnter(method = "exchange")
  public static void offering(@This Object self, @Arg(0) Object item) {
    if (item == null) {
      Sync.release(self);
    } else {
      Elements.put(self, item);
    }
  }

  @OnExit(method = "exchange")
  public static void got(@This Object self, @Returned Object item) {
    if (item == null) {
      Sync.acquire(self);
    } else {
      Elements.met(self, item);
    }
  }
}
