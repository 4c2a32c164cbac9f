package io.conccheck.agent.detect.deadlock.hang;

import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Looks into completable futures of the JDK: which of them cannot complete before a task that lies
 * in a queue has run. What the program completes by hand is not known. Used by the watchdog alone.
 */
final class Stages {

  private static final String OWN = CompletableFuture.class.getName() + "$";
  private static final int MOST = 200; // stages looked at

  private final Field stack = open(CompletableFuture.class, "stack");
  private final Field supplied = open(inner("AsyncSupply"), "dep");
  private final Field run = open(inner("AsyncRun"), "dep");
  private final Field next = open(inner("Completion"), "next");
  private final Field dependent = open(inner("UniCompletion"), "dep");
  private final Field base = open(inner("CoCompletion"), "base");
  private final Field listener = open(inner("UniWhenComplete"), "fn");

  Stages() throws ReflectiveOperationException {}

  private static Class<?> inner(String name) throws ClassNotFoundException {
    return Class.forName(OWN + name, false, null);
  }

  private static Field open(Class<?> c, String name) throws NoSuchFieldException {
    Field f = c.getDeclaredField(name);
    f.setAccessible(true);
    return f;
  }

  private static Object get(Field f, Object owner) {
    if (!f.getDeclaringClass().isInstance(owner)) {
      return null;
    }
    try {
      return f.get(owner);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("the field was opened at the start", e);
    }
  }

  /** True if the future needs the task to run, directly or by the stages that lie between. */
  boolean needs(Object future, Object task) {
    if (!(future instanceof CompletableFuture)) {
      return false;
    }
    Set<Object> met = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Object> open = new ArrayDeque<>();
    for (Field f : new Field[] {supplied, run, dependent}) {
      add(get(f, task), met, open);
    }
    while (!open.isEmpty() && met.size() < MOST) {
      Object stage = open.remove();
      if (endsByItself(stage)) {
        continue;
      }
      if (stage == future) {
        return true;
      }
      for (Object c = get(stack, stage); c != null; c = get(next, c)) {
        Object both = get(base, c);
        Object waiting = both != null ? both : c;
        if (!waiting.getClass().getName().startsWith(OWN + "Or")) { // that takes the first to come
          add(get(dependent, waiting), met, open);
        }
      }
    }
    return false;
  }

  private static void add(Object stage, Set<Object> met, Deque<Object> open) {
    if (stage != null && met.add(stage)) {
      open.add(stage);
    }
  }

  /** True if a time-out was set for it. */
  private boolean endsByItself(Object stage) {
    for (Object c = get(stack, stage); c != null; c = get(next, c)) {
      Object fn = get(listener, c);
      if (fn != null && fn.getClass().getName().equals(OWN + "Canceller")) {
        return true;
      }
    }
    return false;
  }
}
