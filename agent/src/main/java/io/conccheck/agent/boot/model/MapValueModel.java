package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Elements;
import io.conccheck.agent.boot.hook.AfterRead;
import io.conccheck.agent.boot.hook.Model;
import java.util.Map;

/**
 * Walks over a {@code ConcurrentHashMap} come to a node before they read its value: what they read
 * then may be newer than what {@link MapWalkModel} has seen.
 */
@Model(
    type = {
      "java.util.concurrent.ConcurrentHashMap$Node",
      "java.util.concurrent.ConcurrentHashMap$EntrySetView",
      "java.util.concurrent.ConcurrentHashMap$ValuesView",
      "java.util.concurrent.ConcurrentHashMap$ValueIterator",
      "java.util.concurrent.ConcurrentHashMap$EntryIterator",
      "java.util.concurrent.ConcurrentHashMap$ValueSpliterator",
      "java.util.concurrent.ConcurrentHashMap$EntrySpliterator",
      "java.util.concurrent.ConcurrentHashMap$ForEachMappingTask",
      "java.util.concurrent.ConcurrentHashMap$ForEachTransformedMappingTask",
      "java.util.concurrent.ConcurrentHashMap$ForEachTransformedValueTask",
      "java.util.concurrent.ConcurrentHashMap$ForEachValueTask",
      "java.util.concurrent.ConcurrentHashMap$MapReduceMappingsTask",
      "java.util.concurrent.ConcurrentHashMap$MapReduceMappingsToDoubleTask",
      "java.util.concurrent.ConcurrentHashMap$MapReduceMappingsToIntTask",
      "java.util.concurrent.ConcurrentHashMap$MapReduceMappingsToLongTask",
      "java.util.concurrent.ConcurrentHashMap$MapReduceValuesTask",
      "java.util.concurrent.ConcurrentHashMap$MapReduceValuesToDoubleTask",
      "java.util.concurrent.ConcurrentHashMap$MapReduceValuesToIntTask",
      "java.util.concurrent.ConcurrentHashMap$MapReduceValuesToLongTask",
      "java.util.concurrent.ConcurrentHashMap$ReduceValuesTask",
      "java.util.concurrent.ConcurrentHashMap$SearchMappingsTask",
      "java.util.concurrent.ConcurrentHashMap$SearchValuesTask"
    },
    detectors = "race")
public final class MapValueModel {

  private MapValueModel() {}

  @AfterRead(method = "*", field = "val")
  public static void read(Object node, Object value) {
    if (value != null && node != null && !Elements.knowsAll()) {
      Elements.met(MapKeys.hash(((Map.Entry<?, ?>) node).getKey()), value);
    }
  }

  /** The map's own walks; what it does with one key is told by {@link MapModel}. */
  @Model(type = "java.util.concurrent.ConcurrentHashMap", detectors = "race")
  public static final class Whole {

    private Whole() {}

    @AfterRead(
        method = {
          "forEach",
          "replaceAll",
          "removeEntryIf",
          "removeValueIf",
          "containsValue",
          "toString",
          "hashCode",
          "equals",
          "writeObject"
        },
        field = "val")
    public static void read(Object node, Object value) {
      MapValueModel.read(node, value);
    }
  }
}
