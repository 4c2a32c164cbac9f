package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Window;
import io.conccheck.agent.boot.Windows;
import io.conccheck.agent.boot.Writes;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Entered;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;

/** Writes of thread-safe maps between two operations of another thread. */
@Model(
    type = {
      "java.util.concurrent.ConcurrentHashMap",
      "java.util.concurrent.ConcurrentSkipListMap",
      "java.util.Hashtable",
      "java.util.Properties",
      "java.util.Collections$SynchronizedMap"
    },
    detectors = "atomicity")
public final class MapWrites {

  private MapWrites() {}

  @OnEnter(
      method = {
        "putVal",
        "replaceNode",
        "doPut",
        "doRemove",
        "put",
        "remove",
        "putIfAbsent",
        "replace",
        "computeIfAbsent",
        "computeIfPresent",
        "compute",
        "merge"
      })
  public static Window[] writing(@This Object self, @Arg(0) Object key) {
    return Windows.over(self, key, 0);
  }

  @OnEnter(method = {"clear", "putAll", "replaceAll", "pollFirstEntry", "pollLastEntry"})
  public static Window[] writingAll(@This Object self) {
    return Windows.over(self);
  }

  @OnExit(
      method = {
        "putVal",
        "doPut",
        "put",
        "putIfAbsent",
        "replace",
        "computeIfAbsent",
        "computeIfPresent",
        "compute",
        "merge"
      })
  public static void put(@This Object self, @Entered Window[] open, @Arg(0) Object key) {
    Writes.set(open, self, key, 0);
  }

  @OnExit(method = {"replaceNode", "doRemove", "remove"})
  public static void removed(@This Object self, @Entered Window[] open, @Arg(0) Object key) {
    Writes.removed(open, self, key);
  }

  @OnExit(method = {"clear", "putAll", "replaceAll", "pollFirstEntry", "pollLastEntry"})
  public static void all(@This Object self, @Entered Window[] open) {
    Writes.all(open, self);
  }
}
