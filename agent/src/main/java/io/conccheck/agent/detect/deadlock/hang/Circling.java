package io.conccheck.agent.detect.deadlock.hang;

import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.spi.Frames;
import io.conccheck.agent.state.Stacks;
import io.conccheck.agent.weave.pairs.Rounds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Threads that run and yet get nowhere: all that do not hang have gone round, for a whole period of
 * the watchdog, in loops that only go through the same few states. Who polite threads wait for in
 * vain is told so. Used by the watchdog alone.
 */
final class Circling {

  private static final int MOST = 16; // threads: of more, some will do something else

  /**
   * A thread in such a loop.
   *
   * @param frames its stack from the loop outwards
   */
  record Walker(ThreadState ts, Rounds.Round round, StackTraceElement[] frames) {}

  private final Platform platform;
  private final Rounds rounds;
  private final Ahead ahead;
  private final int looks;
  private Map<Long, Rounds.Round> before = Map.of(); // by the threads' numbers
  private int agreed; // looks in a row

  /**
   * Begins to look.
   *
   * @param looks how many looks in a row must agree
   */
  Circling(Platform platform, ClassFiles files, Ahead ahead, int looks) {
    this.platform = platform;
    this.ahead = ahead;
    this.rounds = new Rounds(files);
    this.looks = looks;
  }

  /** Those who have gone round all the while, if that are all who run; else none. */
  List<Walker> look(Look now, List<Stuck> stuck) {
    List<Walker> all = walkers(now.others(stuck), stuck);
    Map<Long, Rounds.Round> rounds = new HashMap<>();
    for (Walker w : all) {
      rounds.put(w.ts.info.id, w.round);
    }
    agreed = rounds.isEmpty() ? 0 : rounds.equals(before) ? agreed + 1 : 1;
    before = rounds;
    boolean write = false;
    for (Walker w : all) {
      write |= w.round.writes();
    }
    boolean enough = agreed >= looks && (all.size() > 1 || !write);
    return enough ? all : List.of();
  }

  private List<Walker> walkers(Map<Thread, ThreadState> others, List<Stuck> stuck) {
    List<Walker> found = new ArrayList<>();
    if (hasUnseen(others, stuck)) {
      return found;
    }
    for (Map.Entry<Thread, ThreadState> e : others.entrySet()) {
      Thread t = e.getKey();
      Thread.State state = t.getState();
      boolean idle =
          state == Thread.State.TERMINATED
              || state == Thread.State.NEW
              || Helpers.isCarrier(t)
              || Helpers.isJvmPart(t);
      if (idle) {
        continue;
      }
      StackTraceElement[] stack = Stacks.of(t);
      Walker w = found.size() == MOST ? null : walker(t, e.getValue(), stack);
      if (w != null) {
        found.add(w);
      } else if (state == Thread.State.TIMED_WAITING && hasCode(stack) && ahead.of(stack) == 0) {
        continue; // it will change nothing either
      } else if (hasCode(stack)
          || state == Thread.State.BLOCKED
          || state == Thread.State.RUNNABLE && !platform.isHouse(t)
          || state == Thread.State.TIMED_WAITING && !Helpers.isIdle(stack)) {
        return List.of(); // it may do anything
      }
    }
    return found;
  }

  /** True if there are virtual threads of which nothing is known yet. */
  private static boolean hasUnseen(Map<Thread, ThreadState> others, List<Stuck> stuck) {
    int unseen = 0;
    for (Thread t : Threads.virtual()) {
      unseen += others.containsKey(t) ? 0 : 1;
    }
    for (Stuck s : stuck) {
      unseen -= s.ts().info.virtual ? 1 : 0;
    }
    return unseen > 0;
  }

  private static boolean hasCode(StackTraceElement[] stack) {
    for (StackTraceElement f : stack) {
      if (Frames.isApplication(f.getClassName())) {
        return true;
      }
    }
    return false;
  }

  /** By the outermost of all loops that the thread is in: inner ones may be come to again. */
  private Walker walker(Thread t, ThreadState ts, StackTraceElement[] stack) {
    for (int i = stack.length - 1; i >= 0; i--) {
      StackTraceElement f = stack[i];
      boolean code = Frames.isApplication(f.getClassName()) && !f.getClassName().contains("$$");
      if (code && rounds.hasLoop(f)) {
        Rounds.Round r = rounds.at(f);
        StackTraceElement[] outward = new StackTraceElement[stack.length - i];
        System.arraycopy(stack, i, outward, 0, outward.length);
        ThreadState state = ts == null ? Threads.stranger(t) : ts;
        return r == null ? null : new Walker(state, r, outward);
      }
    }
    return null;
  }
}
