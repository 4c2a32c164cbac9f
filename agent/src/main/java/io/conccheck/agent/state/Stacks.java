package io.conccheck.agent.state;

import io.conccheck.agent.boot.Threads;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.TimeUnit;

/**
 * Stacks of other threads, taken so that the JVM survives it.
 *
 * <p>From JDK 19 on, {@link Thread#getStackTrace()} of a thread that runs lets that thread note its
 * methods and reads their names afterwards. If a class is redefined or unloaded in between, as
 * mocks and coverage do, a method may be gone by then, and the JVM dies. What {@link
 * Thread#getAllStackTraces()} stands on reads both at one safepoint, and can be asked for one
 * thread.
 */
public final class Stacks {

  private static final StackTraceElement[] NONE = {};
  private static final long SETTLES_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static volatile long redefinedAt = System.nanoTime() - SETTLES_NANOS;

  private Stacks() {}

  /** Classes are about to be redefined. */
  public static void redefining() {
    redefinedAt = System.nanoTime();
  }

  /**
   * What the thread does at this moment, innermost first; empty if it has not begun or has ended,
   * and for a virtual one that runs while classes are redefined or less than ten seconds after it:
   * such a thread has only its own way.
   */
  public static StackTraceElement[] of(Thread thread) {
    if (Threads.isVirtual(thread)) {
      return runs(thread) && isUnsettled() ? NONE : thread.getStackTrace();
    }
    StackTraceElement[] stack = atSafepoint(thread);
    return stack == null ? NONE : stack;
  }

  private static boolean runs(Thread thread) {
    Thread.State state = thread.getState();
    return state == Thread.State.RUNNABLE || state == Thread.State.BLOCKED;
  }

  private static boolean isUnsettled() {
    return System.nanoTime() - redefinedAt < SETTLES_NANOS;
  }

  private static StackTraceElement[] atSafepoint(Thread thread) {
    if (Dump.METHOD == null) {
      return thread.getStackTrace();
    }
    try {
      return ((StackTraceElement[][]) Dump.METHOD.invoke(null, (Object) new Thread[] {thread}))[0];
    } catch (IllegalAccessException e) {
      return thread.getStackTrace();
    } catch (InvocationTargetException e) {
      return NONE; // out of memory
    }
  }

  /** Looked up when the first stack is asked for, when the agent may look into the package. */
  private static final class Dump {

    static final Method METHOD = find();

    private static Method find() {
      try {
        Method dump = Thread.class.getDeclaredMethod("dumpThreads", Thread[].class);
        dump.setAccessible(true);
        return dump;
      } catch (ReflectiveOperationException | RuntimeException e) {
        return null; // another JDK: its own way has to do
      }
    }
  }
}
