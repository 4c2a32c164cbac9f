package io.conccheck.agent.detect.deadlock.hang;

import io.conccheck.agent.boot.Refusals;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.spi.Frames;
import io.conccheck.agent.state.Stacks;
import io.conccheck.agent.state.Tables;
import io.conccheck.findings.Frame;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Threads that for a whole period have tried for a lock again and again, never got it, and held
 * meanwhile what another of them tries for. They let go and may yet come through, but did not. Used
 * by the watchdog alone.
 */
final class VainTries {

  private static final int FEWEST = 3; // tries

  /** A thread with the identities of what it tries for and what it holds while it does. */
  record Trier(ThreadState ts, int wants, int has, int site) {

    /** Where it tries. */
    List<Frame> frames() {
      if (site != 0) {
        return List.of(Tables.SITES.at(site).frame());
      }
      Thread t = ts.thread();
      List<Frame> frames = t == null ? List.of() : Frames.of(Stacks.of(t));
      return frames.isEmpty() ? List.of(new Frame("unknown", "unknown", null, 0)) : frames;
    }
  }

  private final long period; // nanoseconds
  private Map<Refusals, int[]> before = Map.of();

  /**
   * Begins to look.
   *
   * @param period how long they must have tried, in milliseconds
   */
  VainTries(long period) {
    this.period = period * 1_000_000;
  }

  /** Circles of such threads, each as often as it is looked at. */
  List<List<Trier>> look() {
    Map<Refusals, int[]> counts = new IdentityHashMap<>();
    List<Trier> all = new ArrayList<>();
    long now = System.nanoTime();
    for (ThreadState ts : Threads.all()) {
      Refusals r = ts.refusals;
      if (r != null && ts.thread() != null) {
        int[] last = before.get(r);
        int[] count = new int[r.size()];
        for (int i = 0; i < count.length; i++) {
          count[i] = r.count(i);
          boolean goesOn = last != null && count[i] > last[i] && count[i] >= FEWEST;
          int wants = r.lock(i);
          int has = r.held(i);
          if (goesOn && !keeps(ts) && wants != 0 && has != 0 && now - r.since(i) >= period) {
            all.add(new Trier(ts, wants, has, r.site(i)));
          }
        }
        counts.put(r, count);
      }
    }
    before = counts;
    return circles(all);
  }

  /** Who tries in a loop that does nothing else lets nothing go: others tell of that. */
  private static boolean keeps(ThreadState ts) {
    Thread t = ts.thread();
    return t == null || Pollers.loop(Stacks.of(t)) != null;
  }

  private static List<List<Trier>> circles(List<Trier> all) {
    List<List<Trier>> found = new ArrayList<>();
    for (Trier start : all) {
      List<Trier> path = new ArrayList<>();
      Trier at = start;
      while (at != null && !path.contains(at)) {
        path.add(at);
        at = holder(all, at);
      }
      if (at == start && path.size() > 1 && isFirst(path)) {
        found.add(path);
      }
    }
    return found;
  }

  private static Trier holder(List<Trier> all, Trier of) {
    for (Trier t : all) {
      if (t.ts != of.ts && t.has == of.wants) {
        return t;
      }
    }
    return null;
  }

  /** Of a circle's members one stands for all. */
  private static boolean isFirst(List<Trier> path) {
    for (Trier t : path) {
      if (t.ts.info.id < path.get(0).ts.info.id) {
        return false;
      }
    }
    return true;
  }

  /** Tells this circle from others. */
  static long key(List<Trier> circle) {
    long key = 1;
    for (Trier t : circle) {
      key += t.ts.info.id * 0x9E3779B97F4A7C15L + t.wants;
    }
    return key;
  }
}
