package io.conccheck.agent.detect.deadlock.hang;

import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.spi.Frames;
import io.conccheck.agent.state.LookLoops;
import io.conccheck.agent.state.Tables;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Threads that go round in a loop that only looks: as long as nothing changes they change nothing,
 * and so help nobody. Who was seen in the same loop in two looks of the watchdog is one. Used by
 * the watchdog alone.
 */
final class Pollers {

  /**
   * A thread that polls.
   *
   * @param burns false if it sleeps between its looks
   */
  record Poller(Thread thread, ThreadState ts, LookLoops.Loop loop, boolean burns) {}

  /** Where a thread was, and how often it had left such loops by then. */
  private record Seen(LookLoops.Loop loop, int laps) {}

  private Map<Thread, Seen> before = new IdentityHashMap<>();
  private Map<Thread, Seen> now = new IdentityHashMap<>();
  private List<Poller> sure = new ArrayList<>();

  /** The watchdog looks again. */
  void nextLook() {
    before = now;
    now = new IdentityHashMap<>();
    sure = new ArrayList<>();
  }

  /** The loop that a thread with that stack polls in, or null. */
  static LookLoops.Loop loop(StackTraceElement[] stack) {
    int first = 0;
    while (first < stack.length && !Frames.isApplication(stack[first].getClassName())) {
      first++;
    }
    LookLoops.Loop loop = Tables.LOOK_LOOPS.at(stack, first);
    return loop != null && loop.alone() ? loop : null;
  }

  /** The thread stands in that loop; true if it did when last looked at. */
  boolean add(Thread t, ThreadState ts, LookLoops.Loop loop, Thread.State state) {
    Seen seen = new Seen(loop, ts == null ? 0 : ts.gate.laps());
    now.put(t, seen);
    if (ts == null || !seen.equals(before.get(t))) {
      return false;
    }
    sure.add(new Poller(t, ts, loop, state == Thread.State.RUNNABLE));
    return true;
  }

  /** True if the thread was seen in a loop in this look for the first time. */
  boolean isNew(Thread t) {
    return now.containsKey(t) && !now.get(t).equals(before.get(t));
  }

  /** Those of this look. */
  List<Poller> sure() {
    return sure;
  }

  /** Those that try to get what another may hold, if they are several. */
  static List<Poller> trying(List<Poller> pollers) {
    List<Poller> trying = new ArrayList<>();
    for (Poller p : pollers) {
      if (p.loop.tries()) {
        trying.add(p);
      }
    }
    return trying.size() > 1 ? trying : List.of();
  }
}
