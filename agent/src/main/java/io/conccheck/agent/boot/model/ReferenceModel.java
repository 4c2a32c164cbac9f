package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Sync;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;

/**
 * Enqueueing a reference is before its removal from the queue (package summary of {@code
 * java.lang.ref}).
 */
@Model(
    type = {"java.lang.ref.Reference", "java.lang.ref.ReferenceQueue"},
    detectors = "race")
public final class ReferenceModel {

  private ReferenceModel() {}

  @OnEnter(method = "enqueue()Z")
  public static void enqueueing(@This Object self) {
    Sync.release(self);
  }

  @OnExit(
      method = {
        "poll()Ljava/lang/ref/Reference;",
        "remove()Ljava/lang/ref/Reference;",
        "remove(J)Ljava/lang/ref/Reference;"
      })
  public static void removed(@Returned Object reference) {
    Sync.acquire(reference);
  }
}
