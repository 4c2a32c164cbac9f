package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Elements;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.BeforeCall;
import io.conccheck.agent.boot.hook.Entered;
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
@Model(type = "java.util.concurrent.ConcurrentHashMap", detectors = "race")
public final class MapModel {

  private MapModel() {}

  @OnEnter(method = "putVal")
  public static void putting(@This Object self, @Arg(0) Object key, @Arg(1) Object value) {
    if (Elements.quiet(self)) {
      return;
    }
    int hash = MapKeys.hash(key);
    Elements.put(hash, value);
    if (MapKeys.mayChange(key)) {
      Elements.put(hash, key);
    }
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
    if (value != null && !Elements.knowsAll()) {
      Elements.met(MapKeys.hash(key), value);
    }
  }

  @OnEnter(method = "replaceNode")
  public static Object replacing(@This Object self, @Arg(0) Object key, @Arg(1) Object value) {
    if (value != null && !Elements.quiet(self)) {
      Elements.put(MapKeys.hash(key), value);
    }
    return key;
  }

  /** A key that is there is looked at, and so is the value that must be there. */
  @BeforeCall(method = "replaceNode", call = "equals(Ljava/lang/Object;)Z")
  public static void comparing(Object self, Object one, Object there, @Entered Object key) {
    if (MapKeys.mayChange(there) && !Elements.knowsAll()) {
      Elements.met(MapKeys.hash(key), there);
    }
  }

  @OnEnter(method = "merge")
  public static void merging(@Arg(0) Object key, @Arg(1) Object value) {
    int hash = MapKeys.hash(key);
    Elements.put(hash, value);
    if (MapKeys.mayChange(key)) {
      Elements.put(hash, key);
    }
  }

  @OnEnter(method = {"computeIfAbsent", "compute"})
  public static void computing(@Arg(0) Object key) {
    if (MapKeys.mayChange(key)) {
      Elements.put(MapKeys.hash(key), key);
    }
  }

  /** A key that is there is looked at. */
  @BeforeCall(
      method = {"putVal", "get", "computeIfAbsent", "computeIfPresent", "compute", "merge"},
      call = "equals(Ljava/lang/Object;)Z")
  public static void comparing(Object self, Object key, Object there) {
    if (MapKeys.mayChange(there) && !Elements.knowsAll()) {
      Elements.met(MapKeys.hash(key), there);
    }
  }

  /** Keys of one bin, of which both may have come from other threads; their hashes are the same. */
  @OnEnter(method = "compareComparables")
  public static void comparing(@Arg(1) Object key, @Arg(2) Object there) {
    if (MapKeys.mayChange(there) && !Elements.knowsAll()) {
      int hash = MapKeys.hash(key);
      Elements.met(hash, key);
      Elements.met(hash, there);
    }
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
