package io.conccheck.agent.boot;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Keeps a virtual thread on its carrier while it may take one of the agent's monitors.
 *
 * <p>Since JDK 24 (JEP 491) a virtual thread leaves its carrier to wait for a monitor, and comes
 * back only by way of a thread of the scheduler. Hooks run on the threads of the scheduler too, so
 * these may come to wait behind that virtual thread for the same monitor: then nobody would bring
 * it back, and the program would hang for the agent's sake. A pinned one waits on its carrier, so
 * that each monitor of the agent's is only ever waited for by threads that wake by themselves.
 *
 * <p>Pairs may nest. On other threads and on older JDKs nothing is done.
 */
public final class Pin {

  private static final int FIRST = 24;

  /** The class whose threads are to be pinned, or null. */
  private static final Class<?> VIRTUAL = virtual();

  private Pin() {}

  private static Class<?> virtual() {
    try {
      return Runtime.version().feature() < FIRST
          ? null
          : Class.forName("java.lang.VirtualThread", false, null);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  /** The running thread stays where it is until {@link #off}. Never throws. */
  public static void on() {
    if (VIRTUAL != null && Thread.currentThread().getClass() == VIRTUAL) {
      Continuations.call(Continuations.PIN);
    }
  }

  /**
   * Looks up what pins, which takes maps of the JDK that have hooks. Call before a virtual thread
   * starts, on the thread that starts it.
   */
  static void link() {
    if (VIRTUAL != null) {
      Continuations.link();
    }
  }

  /** Ends what {@link #on} began on this thread. Never throws. */
  public static void off() {
    if (VIRTUAL != null && Thread.currentThread().getClass() == VIRTUAL) {
      Continuations.call(Continuations.UNPIN);
    }
  }

  /** Looked up when the first virtual thread comes: the look-up takes milliseconds. */
  private static final class Continuations {

    static final MethodHandle PIN = find("pin");
    static final MethodHandle UNPIN = find("unpin");

    private static boolean linked;

    private static MethodHandle find(String name) {
      try {
        return MethodHandles.lookup()
            .findStatic(
                Class.forName("jdk.internal.vm.Continuation", false, null),
                name,
                MethodType.methodType(void.class));
      } catch (ReflectiveOperationException e) {
        Failures.keep(e);
        return null;
      }
    }

    /** On a thread that is not virtual, where pins do nothing, else in pairs. */
    static void link() {
      if (!linked) {
        linked = true;
        call(PIN);
        call(UNPIN);
      }
    }

    static void call(MethodHandle what) {
      if (what != null) {
        try {
          what.invokeExact();
        } catch (Throwable t) {
          Failures.keep(t);
        }
      }
    }
  }
}
