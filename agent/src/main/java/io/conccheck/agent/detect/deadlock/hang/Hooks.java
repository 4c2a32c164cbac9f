package io.conccheck.agent.detect.deadlock.hang;

import java.lang.reflect.Field;
import java.util.Map;

/** Shutdown hooks of the program: threads that a signal from outside may yet start. */
final class Hooks {

  private Hooks() {}

  /** True if the program has any; what the JDK registers for itself does not count. */
  static boolean any() {
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
