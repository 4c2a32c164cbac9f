package io.conccheck.agent.detect.deadlock.hang;

import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.spi.Frames;
import io.conccheck.agent.state.Stacks;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Threads that wait for one another to initialise a class (JLS 12.4.2). The JVM calls them runnable
 * and has no record of the wait; but they use no processor time and stand, since the last look, at
 * one line of Java code.
 */
final class Initialisers {

  private static final String INITIALISER = "<clinit>";
  private static final int MOST = 64; // threads looked at

  private record Stand(long cpu, int stack, StackTraceElement[] frames) {}

  private final Platform platform;
  private final Instrumentation instrumentation;
  private Map<Thread, Stand> last = new IdentityHashMap<>();

  Initialisers(Platform platform, Instrumentation instrumentation) {
    this.platform = platform;
    this.instrumentation = instrumentation;
  }

  /** Those that wait for a class, each with the class of another that is about to initialise. */
  List<Stuck> waiting(Map<Thread, ThreadState> others, Collection<Thread> all) {
    Map<Thread, Stand> stands = new IdentityHashMap<>();
    int looked = 0;
    for (Map.Entry<Thread, ThreadState> e : others.entrySet()) {
      Thread t = e.getKey();
      boolean candidate = t.getState() == Thread.State.RUNNABLE && !platform.isHouse(t);
      if (candidate && looked++ < MOST) {
        StackTraceElement[] stack = Stacks.of(t);
        if (stack.length > 0 && !stack[0].isNativeMethod() && calls(stack[0].getClassName())) {
          Stand before = last.get(t);
          int hash = Arrays.hashCode(stack);
          long cpu = before == null || before.stack != hash ? 0 : platform.cpu(t);
          stands.put(t, new Stand(cpu, hash, stack));
        }
      }
    }
    List<Thread> still = new ArrayList<>();
    stands.forEach(
        (t, s) -> {
          Stand before = last.get(t);
          if (before != null && before.stack == s.stack && before.cpu == s.cpu && s.cpu > 0) {
            still.add(t);
          }
        });
    last = stands;
    return still.isEmpty() ? List.of() : stuck(still, others, all);
  }

  /** True for the program's code, and for what calls it by a method reference or as a task. */
  private static boolean calls(String type) {
    return Frames.isApplication(type)
        || type.equals("java.lang.Thread")
        || type.startsWith("java.lang.invoke.")
        || type.startsWith("java.util."); // executors, streams
  }

  private List<Stuck> stuck(
      List<Thread> still, Map<Thread, ThreadState> others, Collection<Thread> all) {
    Map<Thread, String> initialising = new IdentityHashMap<>();
    List<Thread> everybody = new ArrayList<>(all);
    everybody.addAll(others.keySet()); // who has come upon no hook is there alone
    for (Thread t : everybody) {
      for (StackTraceElement f : Stacks.of(t)) {
        if (f.getMethodName().equals(INITIALISER)) {
          initialising.put(t, f.getClassName());
          break;
        }
      }
    }
    List<Stuck> found = new ArrayList<>();
    for (Thread t : still) {
      Class<?> c = null;
      for (Map.Entry<Thread, String> e : initialising.entrySet()) {
        c = e.getKey() == t || c != null ? c : find(e.getValue());
      }
      if (c == null && still.size() > 1 && initialising.containsKey(t)) {
        c = below(find(initialising.get(t)));
      }
      if (c != null) {
        int count = Arrays.hashCode(Stacks.of(t));
        ThreadState ts = others.get(t);
        found.add(new Stuck(ts == null ? Threads.stranger(t) : ts, t, count, c, Stuck.CLASS, 0));
      }
    }
    return found;
  }

  /**
   * A loaded class that extends that one: a thread that initialises it waits for its superclass
   * first, and no frame of its own shows that.
   */
  private Class<?> below(Class<?> c) {
    for (Class<?> sub : c == null ? new Class<?>[0] : instrumentation.getAllLoadedClasses()) {
      if (sub != c && c.isAssignableFrom(sub)) {
        return sub;
      }
    }
    return null;
  }

  /** The loaded class of that name. */
  private Class<?> find(String name) {
    for (Class<?> c : instrumentation.getAllLoadedClasses()) {
      if (c.getName().equals(name)) {
        return c;
      }
    }
    return null;
  }

  /** True if the thread is within the initialiser of that class. */
  static boolean initialises(Thread t, Object c) {
    for (StackTraceElement f : Stacks.of(t)) {
      if (f.getMethodName().equals(INITIALISER)
          && c instanceof Class<?> k
          && k.getName().equals(f.getClassName())) {
        return true;
      }
    }
    return false;
  }
}
