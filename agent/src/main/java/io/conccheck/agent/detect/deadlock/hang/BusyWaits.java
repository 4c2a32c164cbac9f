package io.conccheck.agent.detect.deadlock.hang;

import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.spi.Reports;
import io.conccheck.agent.state.AgentThreads;
import io.conccheck.agent.state.LookLoops;
import io.conccheck.agent.state.Stacks;
import io.conccheck.agent.state.Tables;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Looks several times a second whether platform threads burn processor time in loops that only
 * look. Costs nothing in a program that has no such loop. Runs on the ticker's thread alone.
 */
final class BusyWaits implements Runnable {

  /** Between two looks. */
  static final long MILLIS = 250;

  private static final int LOOKS = 4; // told from then on
  private static final long BURNT_NANOS = 60_000_000; // little, for other programs may run as well
  private static final int MOST = 16; // threads looked at besides those that spin

  private static final class Spin {
    final LookLoops.Loop loop;
    final int laps;
    int looks = 1;
    long cpu = -1; // when it was seen in the loop for the second time
    boolean told;

    Spin(LookLoops.Loop loop, int laps) {
      this.loop = loop;
      this.laps = laps;
    }
  }

  private final Platform platform;
  private final Reports reports;
  private Map<ThreadState, Spin> spins = new IdentityHashMap<>();
  private int turn;

  BusyWaits(Platform platform, Reports reports) {
    this.platform = platform;
    this.reports = reports;
  }

  @Override
  public void run() {
    if (Tables.LOOK_LOOPS.isEmpty()) {
      return;
    }
    Map<ThreadState, Spin> now = new IdentityHashMap<>();
    for (ThreadState ts : spins.keySet()) {
      look(ts, now);
    }
    ThreadState[] all = Threads.all();
    int looked = 0;
    for (int i = 0; i < all.length && looked < MOST; i++) {
      ThreadState ts = all[(int) ((turn + (long) i) % all.length)];
      if (!spins.containsKey(ts) && look(ts, now)) {
        looked++;
        turn = (turn + i) % all.length;
      }
    }
    spins = now;
  }

  /** True if the thread runs, so that looking has cost something. */
  private boolean look(ThreadState ts, Map<ThreadState, Spin> now) {
    Thread t = ts.thread();
    if (t == null || ts.info.virtual || t.getState() != Thread.State.RUNNABLE) {
      return false;
    }
    if (AgentThreads.isAgent(t)) {
      return false;
    }
    StackTraceElement[] stack = Stacks.of(t);
    LookLoops.Loop loop = Pollers.loop(stack);
    if (loop != null) {
      Spin spin = spins.get(ts);
      int laps = ts.gate.laps();
      if (spin == null || spin.loop != loop || spin.laps != laps) {
        spin = new Spin(loop, laps);
      } else if (++spin.looks == 2) {
        spin.cpu = platform.cpu(t);
      } else if (spin.looks >= LOOKS && !spin.told) {
        judge(ts, t, spin, stack);
      }
      now.put(ts, spin);
    }
    return true;
  }

  private void judge(ThreadState ts, Thread t, Spin spin, StackTraceElement[] stack) {
    if (spin.cpu >= 0 && platform.cpu(t) - spin.cpu >= BURNT_NANOS) {
      spin.told = true;
      reports.report(BusyWait.burns(ts, (spin.looks - 1) * MILLIS, spin.loop, stack));
    }
  }
}
