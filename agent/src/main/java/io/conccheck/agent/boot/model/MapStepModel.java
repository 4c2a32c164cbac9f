package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Elements;
import io.conccheck.agent.boot.hook.BeforeCall;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;
import java.lang.invoke.VarHandle;
import java.util.Map;

/**
 * Iterators and spliterators of a {@code ConcurrentHashMap} come to a node long before they give
 * out what is there: the value they read then may be one that {@link MapWalkModel} has not seen.
 */
@Model(
    type = {
      "java.util.concurrent.ConcurrentHashMap$ValueIterator",
      "java.util.concurrent.ConcurrentHashMap$EntryIterator",
      "java.util.concurrent.ConcurrentHashMap$ValueSpliterator",
      "java.util.concurrent.ConcurrentHashMap$EntrySpliterator"
    },
    detectors = "race")
public final class MapStepModel {

  private static final String MAP = "java.util.concurrent.ConcurrentHashMap";
  private static final VarHandle GIVEN =
      Inner.field(MAP + "$BaseIterator", "lastReturned", MAP + "$Node");
  private static final VarHandle AT = Inner.field(MAP + "$Traverser", "next", MAP + "$Node");

  private static final Class<?> ENTRY = Inner.type(MAP + "$MapEntry");

  private MapStepModel() {}

  @OnExit(method = "next()Ljava/lang/Object;")
  public static void given(@This Object self, @Returned Object value) {
    met(Inner.get(GIVEN, self), value);
  }

  @BeforeCall(
      method = {"forEachRemaining", "tryAdvance"},
      call = "accept(Ljava/lang/Object;)V")
  public static void showing(Object self, Object action, Object value) {
    met(Inner.get(AT, self), value);
  }

  /** What is given out is the node's value or an entry that keeps it. */
  private static void met(Object node, Object given) {
    if (node instanceof Map.Entry && !Elements.knowsAll()) {
      int hash = MapKeys.hash(((Map.Entry<?, ?>) node).getKey());
      Elements.met(hash, given);
      if (ENTRY.isInstance(given)) {
        Elements.met(hash, ((Map.Entry<?, ?>) given).getValue());
      }
    }
  }
}
