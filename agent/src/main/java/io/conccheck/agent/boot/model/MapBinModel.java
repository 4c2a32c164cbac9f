package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.hook.BeforeCall;
import io.conccheck.agent.boot.hook.Model;

/** Looks at keys in the bins of a {@code ConcurrentHashMap} that go by a way of their own. */
@Model(
    type = {
      "java.util.concurrent.ConcurrentHashMap$Node",
      "java.util.concurrent.ConcurrentHashMap$ForwardingNode",
      "java.util.concurrent.ConcurrentHashMap$TreeBin",
      "java.util.concurrent.ConcurrentHashMap$TreeNode"
    },
    detectors = "race")
public final class MapBinModel {

  private MapBinModel() {}

  @BeforeCall(
      method = {"find", "findTreeNode", "putTreeVal"},
      call = "equals(Ljava/lang/Object;)Z")
  public static void comparing(Object self, Object key, Object there) {
    MapModel.comparing(self, key, there);
  }
}
