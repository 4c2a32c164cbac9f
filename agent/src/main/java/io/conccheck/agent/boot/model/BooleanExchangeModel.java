package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Sync;
import io.conccheck.agent.boot.SyncVar;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Entered;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;

/** {@code compareAndExchange}: a release only if it found what it expected. */
@Model(type = "java.util.concurrent.atomic.AtomicBoolean", detectors = "race")
public final class BooleanExchangeModel {

  private BooleanExchangeModel() {}

  @OnEnter(method = {"compareAndExchange", "compareAndExchangeRelease"})
  public static SyncVar.Tentative exchanging(@This Object self) {
    return Sync.releaseTentatively(self);
  }

  @OnExit(method = {"compareAndExchange", "compareAndExchangeRelease"})
  public static void exchanged(
      @Arg(0) boolean expected, @Entered SyncVar.Tentative release, @Returned boolean was) {
    if (was != expected && release != null) {
      release.undo();
    }
  }

  @OnExit(method = "compareAndExchange")
  public static void read(@This Object self) {
    Sync.acquire(self);
  }
}
