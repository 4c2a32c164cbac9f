package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Elements;
import io.conccheck.agent.boot.Sync;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.BeforeCall;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;

/** Skip lists, as a whole: keys go by comparison, which has no hash to tell elements apart. */
@Model(type = "java.util.concurrent.ConcurrentSkipListMap", detectors = "race")
public final class SkipListModel {

  private SkipListModel() {}

  @OnEnter(method = {"doPut", "doRemove"})
  public static void writing(@This Object self) {
    Sync.release(self);
  }

  @OnEnter(method = "doPut")
  public static void putting(@This Object self, @Arg(0) Object key) {
    if (MapKeys.mayChange(key)) {
      Elements.put(self, key);
    }
  }

  @OnEnter(method = {"doPut", "doGet", "doRemove", "findNode", "findNear", "findNearEntry"})
  public static void comparing(@This Object self) {
    Elements.comparing(self);
  }

  @OnExit(method = {"doPut", "doGet", "doRemove", "findNode", "findNear", "findNearEntry"})
  public static void compared() {
    Elements.pause();
  }

  /** Every comparison of keys. */
  @OnEnter(method = "cpr")
  public static void comparing(@Arg(1) Object key, @Arg(2) Object other) {
    if (MapKeys.mayChange(other)) {
      Elements.look(key, other);
    }
  }

  @BeforeCall(
      method = {"merge", "compute", "computeIfPresent", "replace", "replaceAll"},
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

  @BeforeCall(method = "forEach", call = "accept(Ljava/lang/Object;Ljava/lang/Object;)V")
  public static void walking(Object self, Object action) {
    Sync.acquire(self);
  }

  /** The value is read again, or for the first time, after its node has been found. */
  @BeforeCall(
      method = {"merge", "compute", "computeIfPresent", "replaceAll"},
      call = "apply(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;")
  public static void applying(Object self, Object function) {
    Sync.acquire(self);
  }

  @BeforeCall(
      method = {"doRemove", "replace", "containsValue"},
      call = "equals(Ljava/lang/Object;)Z")
  public static void sought(Object self, Object value) {
    Sync.acquire(self);
  }

  @BeforeCall(
      method = {"removeValueIf", "removeEntryIf"},
      call = "test(Ljava/lang/Object;)Z")
  public static void testing(Object self, Object filter) {
    Sync.acquire(self);
  }

  @BeforeCall(method = "writeObject", call = "writeObject(Ljava/lang/Object;)V")
  public static void writing(Object self, Object stream) {
    Sync.acquire(self);
  }
}
