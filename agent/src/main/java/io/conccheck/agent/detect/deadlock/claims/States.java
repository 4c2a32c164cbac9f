package io.conccheck.agent.detect.deadlock.claims;

import io.conccheck.agent.spi.Reports;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The states that a run went through, to be judged at its end. Those that are unsafe by what is
 * known already have room of their own. Guarded by {@link Claims}.
 */
final class States {

  private static final int MOST_KEPT = 200; // of either kind
  private static final int LOOKS = 1_000;

  private final Reports reports;
  private final Declared declared;
  private final List<State> safe = new ArrayList<>();
  private final List<State> unsafe = new ArrayList<>();

  States(Reports reports, Declared declared) {
    this.reports = reports;
    this.declared = declared;
  }

  /**
   * Keeps the state that the holders are in now if there is room.
   *
   * @param by whose step led there
   * @param now what the key holds still at; others may be about to enter the step they made before
   * @return false if they did not come to that
   */
  boolean add(Collection<Holder> holders, Holder by, long now) {
    List<Share> shares = shares(holders, now);
    if (shares == null) {
      return false;
    }
    if (safe.size() < MOST_KEPT || unsafe.size() < MOST_KEPT) {
      State s = new State(shares, by.thread, new Throwable());
      List<State> where = s.unserved(declared).isEmpty() ? safe : unsafe;
      if (where.size() < MOST_KEPT) {
        where.add(s);
      }
    }
    return true;
  }

  private static List<Share> shares(Collection<Holder> holders, long now) {
    for (int i = 0; i < LOOKS; i++) {
      List<Share> shares = new ArrayList<>();
      long sum = 0;
      for (Holder h : holders) {
        Share s = h.share();
        if (s != null) {
          shares.add(s);
          sum += s.part();
        }
      }
      if (sum == now) {
        return shares;
      }
      Thread.onSpinWait();
      VarHandle.fullFence(); // what others enter is to be read anew
    }
    return null;
  }

  /** Tells which of them were unsafe. */
  void finish() {
    for (State s : unsafe) {
      judge(s);
    }
    for (State s : safe) {
      judge(s);
    }
    unsafe.clear();
    safe.clear();
  }

  private void judge(State s) {
    List<State.Unserved> unserved = s.unserved(declared);
    if (!unserved.isEmpty()) {
      reports.report(UnsafeState.finding(s, unserved, declared));
    }
  }
}
