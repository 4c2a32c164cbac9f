package io.conccheck.agent.boot;

import java.lang.invoke.VarHandle;
import java.util.AbstractList;
import java.util.HashMap;
import java.util.TreeMap;

/**
 * Counts of structural changes, by handles that the JIT knows: through one that it finds in an
 * object each look is three calls.
 */
final class Changes {

  private static final VarHandle OF_LIST = UnitKind.field(AbstractList.class, "modCount");
  private static final VarHandle OF_MAP = UnitKind.field(HashMap.class, "modCount");
  private static final VarHandle OF_TREE = UnitKind.field(TreeMap.class, "modCount");

  private Changes() {}

  /** Where collections of that class count their changes, or null if they do not. */
  static VarHandle field(Class<?> c) {
    if (AbstractList.class.isAssignableFrom(c)) {
      return OF_LIST;
    }
    if (HashMap.class.isAssignableFrom(c)) {
      return OF_MAP;
    }
    return TreeMap.class.isAssignableFrom(c) ? OF_TREE : UnitKind.field(c, "modCount");
  }

  /**
   * How many structural changes that collection has counted.
   *
   * @param field what {@link #field} gave for its class
   */
  static int of(Object collection, VarHandle field) {
    if (field == OF_MAP) {
      return (int) OF_MAP.get((HashMap<?, ?>) collection);
    }
    if (field == OF_LIST) {
      return (int) OF_LIST.get((AbstractList<?>) collection);
    }
    if (field == OF_TREE) {
      return (int) OF_TREE.get((TreeMap<?, ?>) collection);
    }
    return (int) field.get(collection);
  }
}
