package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Weak;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;

/** Adders and accumulators: their javadoc promises no order, their cells give some. */
@Model(
    type = {
      "java.util.concurrent.atomic.LongAdder",
      "java.util.concurrent.atomic.DoubleAdder",
      "java.util.concurrent.atomic.LongAccumulator",
      "java.util.concurrent.atomic.DoubleAccumulator"
    },
    detectors = "race")
public final class AdderModel {

  private AdderModel() {}

  @OnEnter(method = {"add", "accumulate", "reset", "sumThenReset", "getThenReset"})
  public static void adding(@This Object self) {
    Weak.release(self);
  }

  @OnExit(method = {"sum", "sumThenReset", "get", "getThenReset"})
  public static void summed(@This Object self) {
    Weak.acquire(self);
  }
}
