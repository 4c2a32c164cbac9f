package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Sync;
import io.conccheck.agent.boot.SyncVar;
import io.conccheck.agent.boot.hook.Entered;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;

/** The state of the program's own synchronizers is a volatile. */
@Model(
    type = {
      "java.util.concurrent.locks.AbstractQueuedSynchronizer",
      "java.util.concurrent.locks.AbstractQueuedLongSynchronizer"
    },
    detectors = "race")
public final class OwnStateModel {

  private OwnStateModel() {}

  @OnExit(method = {"getState()I", "getState()J"})
  public static void read(@This Object self) {
    if (OwnSynchronizerModel.own(self)) {
      Sync.acquire(self);
    }
  }

  @OnEnter(method = {"setState(I)V", "setState(J)V"})
  public static void writing(@This Object self) {
    if (OwnSynchronizerModel.own(self)) {
      Sync.release(self);
    }
  }

  @OnEnter(method = {"compareAndSetState(II)Z", "compareAndSetState(JJ)Z"})
  public static SyncVar.Tentative swapping(@This Object self) {
    return OwnSynchronizerModel.own(self) ? Sync.releaseTentatively(self) : null;
  }

  @OnExit(method = {"compareAndSetState(II)Z", "compareAndSetState(JJ)Z"})
  public static void swapped(
      @This Object self, @Entered SyncVar.Tentative release, @Returned boolean done) {
    if (!done && release != null) {
      release.undo();
    }
    read(self);
  }
}
