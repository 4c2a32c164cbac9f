package io.conccheck.agent.detect.queue;

import java.lang.reflect.Field;
import java.util.concurrent.FutureTask;

/** The thread that runs a task, which the task keeps to itself. */
final class Runner {

  private static final Field FIELD = open();

  private Runner() {}

  private static Field open() {
    try {
      Field f = FutureTask.class.getDeclaredField("runner");
      f.setAccessible(true);
      return f;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null; // this JDK's tasks are others
    }
  }

  /** That thread; null if none runs it at the moment, or if that cannot be known. */
  static Object of(FutureTask<?> task) {
    try {
      return FIELD == null ? null : FIELD.get(task);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("not opened: " + FIELD, e);
    }
  }
}
