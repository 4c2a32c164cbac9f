package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Sync;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;

/**
 * Stable values, and the suppliers, functions, lists and maps made of them (preview of JDK 25): the
 * write that succeeds is before every read that does (javadoc of {@code StableValue}).
 */
@Model(type = "jdk.internal.lang.stable.StableValueImpl", detectors = "race")
public final class StableValueModel {

  private StableValueModel() {}

  @OnEnter(method = "wrapAndSet(Ljava/lang/Object;)Z")
  public static void setting(@This Object self) {
    Sync.release(self);
  }

  @OnExit(method = {"trySet", "orElseThrow", "orElse", "orElseSet", "isSet"})
  public static void got(@This Object self) {
    Sync.acquire(self);
  }
}
