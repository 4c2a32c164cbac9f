package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Sync;
import io.conccheck.agent.boot.hook.BeforeCall;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;

/** Skip lists, as a whole: keys go by comparison, which has no hash to tell elements apart. */
@Model(
    type = "java.util.concurrent.ConcurrentSkipListMap",
    detectors = {"race", "deadlock"})
public final class SkipListModel {

  private SkipListModel() {}

  @OnEnter(method = {"doPut", "doRemove"})
  public static void writing(@This Object self) {
    Sync.release(self);
  }

  @BeforeCall(
      method = {"merge", "compute", "computeIfPresent", "replace"},
      call =
          "compareAndSet(Ljava/util/concurrent/ConcurrentSkipListMap$Node;"
              + "Ljava/lang/Object;Ljava/lang/Object;)Z")
  public static void swapping(Object self, Object handle) {
    Sync.release(self);
  }

  @OnExit(
      method = {
        "doPut",
        "doGet",
        "doRemove",
        "findNode",
        "findFirst",
        "findLast",
        "findNear",
        "findFirstEntry",
        "findLastEntry",
        "findNearEntry",
        "doRemoveFirstEntry",
        "doRemoveLastEntry"
      })
  public static void met(@This Object self, @Returned Object found) {
    if (found != null) {
      Sync.acquire(self);
    }
  }

  @OnEnter(method = "forEach")
  public static void walking(@This Object self) {
    Sync.acquire(self);
  }
}
