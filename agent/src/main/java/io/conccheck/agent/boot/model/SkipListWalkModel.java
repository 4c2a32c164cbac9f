package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Sync;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;
import java.lang.invoke.VarHandle;

/** Iterators of skip lists and of their views. */
@Model(
    type = {
      "java.util.concurrent.ConcurrentSkipListMap$Iter",
      "java.util.concurrent.ConcurrentSkipListMap$SubMap$SubMapIter"
    },
    detectors = "race")
public final class SkipListWalkModel {

  private static final String TYPE = "java.util.concurrent.ConcurrentSkipListMap";
  private static final VarHandle MAP = Inner.field(TYPE + "$SubMap", "m", TYPE);

  private SkipListWalkModel() {}

  @OnExit(method = "advance")
  public static void stepped(@This Object self) {
    Object map = Inner.outer(self);
    Sync.acquire(Inner.isInstance(MAP, map) ? Inner.get(MAP, map) : map);
  }
}
