package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Elements;
import io.conccheck.agent.boot.SyncVar;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Entered;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;

/** {@code compareAndExchange}: a release only if the element was what it expected. */
@Model(type = "java.util.concurrent.atomic.AtomicIntegerArray", detectors = "race")
public final class IntArrayExchangeModel {

  private IntArrayExchangeModel() {}

  @OnEnter(method = {"compareAndExchange", "compareAndExchangeRelease"})
  public static SyncVar.Tentative exchanging(@This Object self, @Arg(0) int index) {
    return Elements.putTentatively(index, self);
  }

  @OnExit(method = {"compareAndExchange", "compareAndExchangeRelease"})
  public static void exchanged(
      @Arg(1) int expected, @Entered SyncVar.Tentative release, @Returned int was) {
    if (was != expected && release != null) {
      release.undo();
    }
  }

  @OnExit(method = "compareAndExchange")
  public static void read(@This Object self, @Arg(0) int index) {
    Elements.met(index, self);
  }
}
