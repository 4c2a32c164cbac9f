package io.conccheck.agent.boot;

/**
 * Objects from which no final field leads to anything that is watched: arrays of primitives, boxes,
 * strings. What {@link Reach} seeks is never behind one. Calls nothing that has a hook.
 */
final class Leaves {

  private Leaves() {}

  /** True if the search from that object ends with it. */
  static boolean contain(Object o) {
    Class<?> c = o.getClass();
    return c == Integer.class || c == String.class || c == Long.class || isLeaf(c);
  }

  /** True for the class of such objects. Asks nothing of the program's classes. */
  static boolean isLeaf(Class<?> c) {
    if (c.isArray()) {
      return c.getComponentType().isPrimitive();
    }
    return Thread.class.isAssignableFrom(c)
        || c.getClassLoader() == null && !c.getName().startsWith("java.util.");
  }
}
