package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.HandedOut;
import io.conccheck.agent.boot.Sync;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;

/** References that go through an atomic without an edge. */
@Model(type = "java.util.concurrent.atomic.AtomicReference", detectors = "race")
public final class AtomicHandOutModel {

  private AtomicHandOutModel() {}

  @OnEnter(method = {AtomicMethods.SET_UNORDERED, AtomicMethods.SWAP_UNORDERED})
  public static void storing(@This Object self) {
    HandedOut.stored(self, 0);
  }

  @OnExit(method = "get|getAcquire")
  public static void read(@This Object self, @Returned Object value) {
    HandedOut.read(self, 0, value);
  }

  @OnExit(method = AtomicMethods.READ_UNORDERED)
  public static void readUnordered(@This Object self, @Returned Object value) {
    HandedOut.readUnordered(self, 0, value, Sync.known(self));
  }
}
