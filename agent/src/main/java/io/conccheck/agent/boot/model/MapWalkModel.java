package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Elements;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import java.util.Map;

/** All walks over a {@code ConcurrentHashMap} go by here, node by node. */
@Model(
    type = {
      "java.util.concurrent.ConcurrentHashMap$Traverser",
      "java.util.concurrent.ConcurrentHashMap$BulkTask"
    },
    detectors = "race")
public final class MapWalkModel {

  private MapWalkModel() {}

  @OnExit(method = "advance()Ljava/util/concurrent/ConcurrentHashMap$Node;")
  public static void met(@Returned Object node) {
    if (node != null) {
      Map.Entry<?, ?> e = (Map.Entry<?, ?>) node;
      Object key = e.getKey();
      int hash = MapKeys.hash(key);
      e.getValue(); // which is met by that, see MapValueModel
      if (MapKeys.mayChange(key)) {
        Elements.met(hash, key);
      }
    }
  }
}
