package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Sync;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;

/** Copy-on-write lists and sets: their array is a volatile. */
@Model(
    type = "java.util.concurrent.CopyOnWriteArrayList",
    detectors = {"race", "deadlock"})
public final class CopyOnWriteModel {

  private CopyOnWriteModel() {}

  @OnEnter(method = "setArray")
  public static void writing(@This Object self) {
    Sync.release(self);
  }

  @OnExit(method = "getArray")
  public static void read(@This Object self) {
    Sync.acquire(self);
  }
}
