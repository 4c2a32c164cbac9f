package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Sync;
import io.conccheck.agent.boot.hook.BeforeCall;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;
import java.lang.invoke.VarHandle;

/** Parts of skip lists find a node by the list, and read its value themselves. */
@Model(type = "java.util.concurrent.ConcurrentSkipListMap$SubMap", detectors = "race")
public final class SkipListPartModel {

  private static final String TYPE = "java.util.concurrent.ConcurrentSkipListMap";
  private static final VarHandle MAP = Inner.field(TYPE + "$SubMap", "m", TYPE);

  private SkipListPartModel() {}

  @OnExit(method = {"lowestEntry", "highestEntry", "getNearEntry"})
  public static void met(@This Object self, @Returned Object found) {
    if (found != null) {
      Sync.acquire(Inner.get(MAP, self));
    }
  }

  @BeforeCall(method = "containsValue", call = "equals(Ljava/lang/Object;)Z")
  public static void sought(Object self, Object value) {
    Sync.acquire(Inner.get(MAP, self));
  }
}
