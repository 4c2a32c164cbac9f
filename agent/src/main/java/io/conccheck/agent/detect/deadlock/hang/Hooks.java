package io.conccheck.agent.detect.deadlock.hang;

import java.lang.reflect.Field;
import java.util.Hashtable;
import java.util.Map;

/**
 * Shutdown hooks of the program, and its own handlers of signals: what a signal from outside may
 * yet start.
 */
final class Hooks {

  private Hooks() {}

  /** True if the program has any; what the JDK registers for itself does not count. */
  static boolean any() {
    return anyHook() || anyHandler();
  }

  /** Handlers come by {@code sun.misc.Signal}, which wraps them; the JDK's own do not. */
  private static boolean anyHandler() {
    try {
      Class<?> c = Class.forName("jdk.internal.misc.Signal");
      Field handlers = c.getDeclaredField("handlers");
      handlers.setAccessible(true);
      if (handlers.get(null) instanceof Hashtable<?, ?> all) {
        for (Object handler : all.values().toArray()) {
          if (handler.getClass().getName().startsWith("sun.misc.")) {
            return true;
          }
        }
      }
      return false;
    } catch (ReflectiveOperationException e) {
      return true; // another JDK: then nothing is said for certain
    }
  }

  private static boolean anyHook() {
    try {
      Class<?> c = Class.forName("java.lang.ApplicationShutdownHooks");
      Field hooks = c.getDeclaredField("hooks");
      hooks.setAccessible(true);
      synchronized (c) {
        if (hooks.get(null) instanceof Map<?, ?> all) {
          for (Object hook : all.keySet()) {
            if (hook.getClass() == Thread.class || hook.getClass().getClassLoader() != null) {
              return true;
            }
          }
        }
      }
      return false;
    } catch (ReflectiveOperationException e) {
      return true; // another JDK: then nothing is said for certain
    }
  }
}
