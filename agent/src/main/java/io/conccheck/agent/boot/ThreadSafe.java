package io.conccheck.agent.boot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Which objects promise that each of their operations is atomic: the atomics and concurrent
 * collections of the JDK, its synchronized collections and wrappers.
 */
final class ThreadSafe extends ClassValue<Boolean> {

  private static final ThreadSafe CLASSES = new ThreadSafe();

  private ThreadSafe() {}

  static boolean is(Object o) {
    Class<?> c = o.getClass();
    return c != HashMap.class && c != ArrayList.class && CLASSES.get(c); // the most frequent first
  }

  /** True for queues that give out their elements in the order in which they came. */
  static boolean isFifo(Object o) {
    return o instanceof ConcurrentLinkedQueue
        || o instanceof LinkedBlockingQueue
        || o instanceof ArrayBlockingQueue;
  }

  @Override
  protected Boolean computeValue(Class<?> c) {
    for (Class<?> k = c; k != null; k = k.getSuperclass()) {
      if (k.getClassLoader() == null && promises(k.getName())) {
        return true;
      }
    }
    return false;
  }

  private static boolean promises(String name) {
    return name.startsWith("java.util.concurrent.")
        || name.startsWith("java.lang.invoke.VarHandle")
        || name.startsWith("java.util.Collections$Synchronized")
        || name.equals("java.util.Vector")
        || name.equals("java.util.Hashtable");
  }
}
