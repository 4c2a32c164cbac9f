package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Sync;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;
import java.lang.invoke.VarHandle;

/** Atomics by which classes of the JDK keep their own house: the order they give is no promise. */
@Model(
    type = {
      "java.util.Random",
      "java.util.concurrent.ThreadPoolExecutor",
      "java.util.concurrent.LinkedBlockingQueue",
      "java.util.concurrent.Phaser"
    },
    detectors = "race")
public final class HouseAtomicsModel {

  private HouseAtomicsModel() {}

  private static final String ATOMIC = "java.util.concurrent.atomic.";
  private static final VarHandle[] FIELDS = {
    Inner.field("java.util.Random", "seed", ATOMIC + "AtomicLong"),
    Inner.field("java.util.concurrent.ThreadPoolExecutor", "ctl", ATOMIC + "AtomicInteger"),
    Inner.field("java.util.concurrent.LinkedBlockingQueue", "count", ATOMIC + "AtomicInteger"),
    Inner.field("java.util.concurrent.Phaser", "evenQ", ATOMIC + "AtomicReference"),
    Inner.field("java.util.concurrent.Phaser", "oddQ", ATOMIC + "AtomicReference")
  };

  @OnExit(method = "<init>")
  public static void made(@This Object self) {
    for (VarHandle field : FIELDS) {
      if (Inner.isInstance(field, self)) {
        Sync.silence(Inner.get(field, self));
      }
    }
  }
}
