package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Bins;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.BeforeCall;
import io.conccheck.agent.boot.hook.Entered;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;

/**
 * The bins of a {@code ConcurrentHashMap} as locks: its javadoc says that updates by other threads
 * may be blocked while a function computes, so a function that needs a lock can close a circle.
 */
@Model(type = "java.util.concurrent.ConcurrentHashMap", detectors = "deadlock")
public final class BinModel {

  private static final String APPLY = "apply(Ljava/lang/Object;)Ljava/lang/Object;";
  private static final String APPLY_TWO =
      "apply(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;";

  private BinModel() {}

  @OnEnter(method = {"computeIfAbsent", "computeIfPresent", "compute", "merge"})
  public static Bins.Bin computing(@This Object self, @Arg(0) Object key) {
    return Bins.computing(self, key);
  }

  @BeforeCall(method = "computeIfAbsent", call = APPLY)
  public static void absent(Object self, Object function) {
    Bins.taken(self);
  }

  @BeforeCall(
      method = {"computeIfPresent", "compute", "merge"},
      call = APPLY_TWO)
  public static void present(Object self, Object function) {
    Bins.taken(self);
  }

  @OnExit(
      method = {"computeIfAbsent", "computeIfPresent", "compute", "merge"},
      onThrow = true)
  public static void computed(@Entered Bins.Bin bin) {
    if (bin != null) {
      Bins.left(bin);
    }
  }

  @OnEnter(method = {"putVal", "replaceNode"})
  public static Bins.Change changing(@This Object self, @Arg(0) Object key) {
    return Bins.changing(self, key);
  }

  @OnExit(
      method = {"putVal", "replaceNode"},
      onThrow = true)
  public static void changed(@Entered Bins.Change change) {
    if (change != null) {
      Bins.changed(change);
    }
  }
}
