package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Elements;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * {@code ConcurrentHashMap} and the sets made of it: what goes in with a key comes out with that
 * key.
 */
@Model(
    type = "java.util.concurrent.ConcurrentHashMap",
    detectors = {"race", "deadlock"})
public final class MapModel {

  private MapModel() {}

  @OnEnter(method = "putVal")
  public static void putting(@This Object self, @Arg(0) Object key, @Arg(1) Object value) {
    if (Elements.quiet(self)) {
      return;
    }
    Elements.put(MapKeys.hash(key), value);
  }

  @OnExit(
      method = {
        "putVal",
        "get",
        "getOrDefault",
        "computeIfAbsent",
        "computeIfPresent",
        "compute",
        "merge",
        "replaceNode"
      })
  public static void got(@Arg(0) Object key, @Returned Object value) {
    if (value != null) {
      Elements.met(MapKeys.hash(key), value);
    }
  }

  @OnEnter(method = "replaceNode")
  public static void replacing(@This Object self, @Arg(0) Object key, @Arg(1) Object value) {
    if (value != null && !Elements.quiet(self)) {
      Elements.put(MapKeys.hash(key), value);
    }
  }

  @OnEnter(method = "merge")
  public static void merging(@Arg(0) Object key, @Arg(1) Object value) {
    Elements.put(MapKeys.hash(key), value);
  }

  @OnEnter(method = "computeIfAbsent", replaceArg = 1)
  public static Function<?, ?> absent(@Arg(0) Object key, @Arg(1) Function<?, ?> function) {
    return MapKeys.wrap(key, function);
  }

  @OnEnter(
      method = {"compute", "computeIfPresent"},
      replaceArg = 1)
  public static BiFunction<?, ?, ?> computed(
      @Arg(0) Object key, @Arg(1) BiFunction<?, ?, ?> function) {
    return MapKeys.wrap(key, function, false);
  }

  @OnEnter(method = "merge", replaceArg = 2)
  public static BiFunction<?, ?, ?> merged(
      @Arg(0) Object key, @Arg(2) BiFunction<?, ?, ?> function) {
    return MapKeys.wrap(key, function, true);
  }
}
