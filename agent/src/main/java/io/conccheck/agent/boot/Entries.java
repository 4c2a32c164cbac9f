package io.conccheck.agent.boot;

import java.lang.invoke.VarHandle;
import java.util.HashMap;
import java.util.TreeMap;

/**
 * Entries within the JDK's maps, found by identity, for neither hash codes nor comparisons of the
 * program's may be asked for.
 */
final class Entries {

  private static final int LONGEST = 64; // steps in a bin, or up a tree

  private static final VarHandle TABLE = field("java.util.HashMap", "table");
  private static final VarHandle HASH = field("java.util.HashMap$Node", "hash");
  private static final VarHandle NEXT = field("java.util.HashMap$Node", "next");
  private static final VarHandle NODE_KEY = field("java.util.HashMap$Node", "key");
  private static final VarHandle ROOT = field("java.util.TreeMap", "root");
  private static final VarHandle PARENT = field("java.util.TreeMap$Entry", "parent");
  private static final VarHandle TREE_KEY = field("java.util.TreeMap$Entry", "key");

  private static final Class<?> NODE = owner(NODE_KEY);
  private static final Class<?> TREE_ENTRY = owner(TREE_KEY);

  private Entries() {}

  private static VarHandle field(String owner, String name) {
    try {
      return UnitKind.field(Class.forName(owner, false, null), name);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  /** The class that the field is declared by; asked for once, for the answer is made each time. */
  private static Class<?> owner(VarHandle field) {
    return field == null ? null : field.coordinateTypes().get(0);
  }

  private static boolean isNode(Object o) {
    return NODE != null && NODE.isInstance(o);
  }

  private static boolean isTreeEntry(Object o) {
    return TREE_ENTRY != null && TREE_ENTRY.isInstance(o);
  }

  /** The key of an entry of one of these maps; null of any other. */
  static Object key(Object entry) {
    VarHandle key = isNode(entry) ? NODE_KEY : isTreeEntry(entry) ? TREE_KEY : null;
    return key == null ? null : (Object) key.get(entry);
  }

  /** True if the entry is found in that map. */
  static boolean isIn(Object map, Object entry) {
    if (map instanceof HashMap && isNode(entry)) {
      Object[] table = (Object[]) TABLE.get(map);
      int hash = (int) HASH.get(entry);
      Object node = table == null ? null : table[hash & table.length - 1];
      for (int i = 0; node != null && node != entry && i < LONGEST; i++) {
        node = (Object) NEXT.get(node);
      }
      return node == entry;
    }
    if (map instanceof TreeMap && isTreeEntry(entry)) {
      Object at = entry;
      for (int i = 0; i < LONGEST; i++) {
        Object above = (Object) PARENT.get(at);
        if (above == null) {
          return at == (Object) ROOT.get(map);
        }
        at = above;
      }
    }
    return false;
  }
}
