package io.conccheck.agent.detect.deadlock.hang;

import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.WaitRecord;
import io.conccheck.agent.boot.Waits;
import io.conccheck.agent.spi.Frames;
import io.conccheck.agent.state.LookLoops;
import io.conccheck.agent.state.Stacks;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Tells whether any thread is left that could still help those that are stuck: one that runs, that
 * is in I/O, whose wait ends by itself. What cannot help: a worker without work, the JVM's own
 * house, who only waits a while for one of the stuck themselves, and who only looks for a change.
 */
final class Helpers {

  private final Look look;
  private final Platform platform;
  private final Holders holders;
  private final Pools pools;
  private final Pollers pollers;
  private final Sleepers sleepers;
  private final Set<Thread> others;
  private boolean supervised;
  private Thread helper;

  private Helpers(
      Look look,
      Set<Thread> others,
      Platform platform,
      Holders holders,
      Pools pools,
      Pollers pollers,
      Sleepers sleepers) {
    this.sleepers = sleepers;
    this.look = look;
    this.others = others;
    this.pollers = pollers;
    this.platform = platform;
    this.holders = holders;
    this.pools = pools;
  }

  /**
   * Looks at the threads that are not stuck until one is found that could help.
   *
   * @param look which threads are looked at
   * @param others those of them that are not stuck
   * @param last the one that could the last time, or null
   */
  static Helpers among(
      Look look,
      Map<Thread, ThreadState> others,
      Thread last,
      Platform platform,
      Holders holders,
      Pools pools,
      Pollers pollers,
      Sleepers sleepers) {
    pollers.nextLook();
    sleepers.nextLook();
    Helpers h = new Helpers(look, others.keySet(), platform, holders, pools, pollers, sleepers);
    if (others.containsKey(last) && h.canHelp(last, others.get(last))) {
      h.helper = last;
      if (h.isCertain()) {
        return h;
      }
    }
    for (Map.Entry<Thread, ThreadState> e : others.entrySet()) {
      if (e.getKey() != last && h.canHelp(e.getKey(), e.getValue())) {
        h.helper = e.getKey();
        if (h.isCertain()) {
          break;
        }
      }
    }
    return h;
  }

  /** False if the helper may prove to be none when more looks have seen it do the same. */
  private boolean isCertain() {
    return !pollers.isNew(helper) && !sleepers.isNew(helper);
  }

  /** True if somebody could. */
  boolean any() {
    return helper != null || Threads.pending() > 0;
  }

  /** One that could, or null. */
  Thread one() {
    return helper;
  }

  /** Those who sleep, and can do nothing for others afterwards, as far as is known. */
  Sleepers sleepers() {
    return sleepers;
  }

  /** True if a thread waits a while for a stuck one and may then do anything. */
  boolean supervised() {
    return supervised;
  }

  /** True if one that is not stuck is seen to give back what any thread may have taken. */
  boolean giveBack() {
    for (Thread t : others) {
      if (sleepers.givesBack(t)) {
        return true;
      }
    }
    return false;
  }

  /** True if one that is not stuck may do anything, or have a timer do it. */
  boolean mayGive() {
    for (Thread t : others) {
      StackTraceElement[] stack = Stacks.of(t);
      if (sleepers.mayGive(t) || mayRun(t, t.getState(), stack)) {
        return true;
      }
    }
    return false;
  }

  private boolean canHelp(Thread t, ThreadState ts) {
    Thread.State state = t.getState();
    if (state == Thread.State.TERMINATED || state == Thread.State.NEW || isCarrier(t)) {
      return false;
    }
    if (ts != null && ts.wait.kind() == Waits.POOL && ts.wait.on() == ts.pool) {
      supervised |= !ts.wait.endless(); // it waits for the end of the pool it works for
      return false;
    }
    if (ts != null && ts.wait.timed() && awaits(t, ts.wait)) {
      supervised |= !ts.wait.endless();
      return false;
    }
    StackTraceElement[] stack = Stacks.of(t);
    for (StackTraceElement f : stack) {
      if (Frames.isApplication(f.getClassName())) {
        LookLoops.Loop loop = Pollers.loop(stack);
        if (loop != null) {
          return !pollers.add(t, ts, loop, state);
        }
        return state != Thread.State.TIMED_WAITING || !sleepers.add(t, stack);
      }
    }
    return mayRun(t, state, stack);
  }

  /** True if a thread that is in no code of the program may come to run some. */
  private boolean mayRun(Thread t, Thread.State state, StackTraceElement[] stack) {
    if (isJvmPart(t)) {
      return false;
    }
    return switch (state) {
      case RUNNABLE -> !isHousekeeping(t); // perhaps it has only just started
      case TIMED_WAITING -> !isIdle(stack);
      case BLOCKED -> true;
      default -> false;
    };
  }

  /** True if the thread runs virtual threads. */
  static boolean isCarrier(Thread t) {
    return t.getClass().getName().equals("jdk.internal.misc.CarrierThread");
  }

  /** True for threads by which the JVM runs others. */
  static boolean isJvmPart(Thread t) {
    return t.getName().startsWith("VirtualThread-")
        || t.getName().equals("DestroyJavaVM")
        || isOfCarriers(t.getThreadGroup());
  }

  /** Among them is who ends timed waits of virtual threads; those are looked at themselves. */
  private static boolean isOfCarriers(ThreadGroup group) {
    return group != null && group.getName().equals("CarrierThreads");
  }

  /** True if it waits for one of the stuck, or, with no real limit, for a sign of others. */
  private boolean awaits(Thread t, WaitRecord wait) {
    int kind = wait.kind();
    boolean sign =
        kind == Waits.LATCH
            || kind == Waits.CONDITION
            || kind == Waits.BARRIER
            || kind == Waits.FUTURE;
    sign |= kind == Waits.POOL; // which ends only if somebody shuts it down, or has done so
    return isForStuck(kind, wait.on()) || sign && wait.endless() && look.isPatient(t);
  }

  private boolean isForStuck(int kind, Object on) {
    return switch (kind) {
      case Waits.JOIN -> on instanceof Thread t && (holders.of(t) != null || polls(t));
      case Waits.FUTURE -> pools.isStuck(on);
      case Waits.POOL -> on instanceof ThreadPoolExecutor p && pools.hasStuck(p);
      default -> false;
    };
  }

  private static boolean polls(Thread t) {
    return Pollers.loop(Stacks.of(t)) != null;
  }

  /** A thread of the JDK that runs may wait for a child process or a socket. */
  private boolean isHousekeeping(Thread t) {
    return platform.isHouse(t) && !t.getName().startsWith("process reaper");
  }

  /** True if it waits for work that only others can give it, or for the garbage collector. */
  static boolean isIdle(StackTraceElement[] stack) {
    boolean idle = false;
    for (StackTraceElement f : stack) {
      String name = f.getClassName();
      if (name.endsWith("$DelayedWorkQueue")) {
        return false; // a task is to run when its time has come
      }
      idle |=
          name.equals("java.lang.ref.ReferenceQueue")
              || name.equals("java.util.concurrent.ThreadPoolExecutor")
                  && f.getMethodName().equals("getTask")
              || name.equals("java.util.concurrent.ForkJoinPool")
                  && f.getMethodName().equals("awaitWork");
    }
    return idle;
  }
}
