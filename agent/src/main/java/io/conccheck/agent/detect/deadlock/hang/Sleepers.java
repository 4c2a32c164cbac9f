package io.conccheck.agent.detect.deadlock.hang;

import io.conccheck.agent.state.Stacks;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Threads that have slept, or waited with a limit, at one place for some looks of the watchdog, and
 * whose code has nothing ahead by which they might end another thread's wait. They can help nobody,
 * as far as is known. Used by the watchdog alone.
 */
final class Sleepers {

  private static final int LOOKS = 3; // in a row

  private final Ahead ahead;
  private Map<Thread, Integer> before = new IdentityHashMap<>();
  private Map<Thread, Integer> now = new IdentityHashMap<>();
  private Map<Thread, Integer> deeds = new IdentityHashMap<>(); // of those who sleep

  Sleepers(Ahead ahead) {
    this.ahead = ahead;
  }

  /** The watchdog looks again. */
  void nextLook() {
    before = now;
    now = new IdentityHashMap<>();
    deeds = new IdentityHashMap<>();
  }

  /** The thread waits with a limit, with that stack; true if it is one of those who help nobody. */
  boolean add(Thread t, StackTraceElement[] stack) {
    int looks = Math.min(LOOKS, before.getOrDefault(t, 0) + 1);
    now.put(t, looks);
    int may = looks < LOOKS ? Ahead.SIGNS : ahead.of(stack);
    if ((may & Ahead.SIGNS) == 0) {
      may |= ifItThrows(t);
    }
    if ((may & Ahead.SIGNS) != 0) {
      return false;
    }
    deeds.put(t, may);
    return true;
  }

  /** What the program's own handler may do if the thread ends by an exception. */
  private int ifItThrows(Thread t) {
    Thread.UncaughtExceptionHandler own = t.getUncaughtExceptionHandler();
    boolean none = own == null || own.getClass() == ThreadGroup.class;
    Thread.UncaughtExceptionHandler last = none ? Thread.getDefaultUncaughtExceptionHandler() : own;
    boolean known = last == null || SignCalls.isJdk(last.getClass().getName().replace('.', '/'));
    return known ? 0 : ahead.of(last);
  }

  /** True if the thread may be on its way to become one. */
  boolean isNew(Thread t) {
    return now.containsKey(t) && now.get(t) < LOOKS;
  }

  /** Those of this look. */
  Set<Thread> all() {
    return deeds.keySet();
  }

  /** True if one of them may write a field. */
  boolean write() {
    for (int d : deeds.values()) {
      if ((d & Ahead.WRITES) != 0) {
        return true;
      }
    }
    return false;
  }

  /** True if a thread that goes on is seen to give back what another one may have taken. */
  boolean givesBack(Thread t) {
    return ahead.givesBack(Stacks.of(t));
  }

  /** False if a thread, when it goes on, cannot give back what one has taken. */
  boolean mayGiveBack(Thread t) {
    return ahead.mayGiveBack(Stacks.of(t));
  }

  /** True if a thread that goes on may give a sign. */
  boolean mayGive(Thread t) {
    return (ahead.of(Stacks.of(t)) & Ahead.SIGNS) != 0;
  }
}
