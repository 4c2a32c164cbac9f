package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Elements;
import io.conccheck.agent.boot.Weak;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;

/**
 * What is not in a concurrent map, and how much is: no promise orders those who find out after
 * those who brought it about.
 */
@Model(
    type = {"java.util.concurrent.ConcurrentHashMap", "java.util.concurrent.ConcurrentSkipListMap"},
    detectors = "race")
public final class MapCountModel {

  private MapCountModel() {}

  @OnEnter(method = {"putVal", "doPut", "clear()V"})
  public static void changing(@This Object self) {
    if (!Elements.quiet(self)) {
      Weak.release(self);
    }
  }

  /** Finding nothing, a removal has changed nothing. */
  @OnExit(method = {"replaceNode", "doRemove"})
  public static void removed(@This Object self, @Arg(0) Object key, @Returned Object old) {
    if (old != null && !Elements.quiet(self)) {
      Weak.release(self);
      Weak.release(self, part(key));
    }
  }

  private static int part(Object key) {
    return MapKeys.hash(key) | 1;
  }

  @OnExit(method = {"get", "doGet"})
  public static void got(@This Object self, @Arg(0) Object key, @Returned Object value) {
    if (value == null && !Elements.knowsAll()) {
      Weak.acquire(self, part(key));
    }
  }

  @OnExit(method = {"size()I", "isEmpty()Z", "mappingCount()J"})
  public static void counted(@This Object self) {
    Weak.acquire(self);
  }
}
