package io.conccheck.agent.detect.deadlock;

import io.conccheck.agent.boot.Bins;
import io.conccheck.agent.boot.HeldLocks;
import io.conccheck.agent.boot.Nest;
import io.conccheck.agent.boot.WeakIdentityMap;
import io.conccheck.agent.state.Tables;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Vector;

/**
 * The order in which locks are taken, by their kinds: their classes, or, where the class says
 * nothing, the fields in which they were first met. A lock is of one kind for good, so that a cycle
 * of locks is one of their kinds too: as long as two kinds lie on none, requests from the one to
 * the other close none, whatever the instances. Of those only so many are kept as one may want to
 * know once there is such a cycle; classes with thousands of short-lived instances, all taken under
 * the same lock, stay cheap.
 */
final class LockKinds {

  /** Pairs of locks between two kinds that are recorded though they can close no cycle yet. */
  static final int ENOUGH = 4_000;

  private static final int KNOWN = 32; // so much does a request between known pairs count

  private static final int MOST = 20_000; // pairs of kinds: beyond that all is recorded

  /** A kind of locks. */
  static final class Kind extends Nest.Name {
    final int id;

    /** True if it stands for a class of which the instances are of several kinds. */
    final boolean isGeneral;

    /** True if it is that of all instances of a class. */
    final boolean isWhole;

    private final WeakReference<Class<?>> type;
    private final Map<Kind, int[]> out = new HashMap<>(4); // requests; guarded by the graph
    private final List<Kind> in = new ArrayList<>(2); // guarded by the graph
    private int cycle; // equal for two that lie on a cycle, 0 for none; guarded by the graph

    Kind(int id, Class<?> type, boolean isGeneral, boolean isWhole) {
      this.id = id;
      this.isGeneral = isGeneral;
      this.isWhole = isWhole;
      this.type = new WeakReference<>(type);
    }

    boolean isOf(Class<?> other) {
      return type.refersTo(other);
    }

    /** True if the lock's class says that it is of this kind. */
    @Override
    public boolean isOf(Object lock) {
      return type.refersTo(lock.getClass());
    }
  }

  private final WeakIdentityMap kinds = new WeakIdentityMap();
  private final Map<String, Kind> named = new HashMap<>(); // guarded by this
  private int lastId; // guarded by this
  private int pairs; // guarded by the graph
  private volatile int cycles;

  /** The kind of locks of that class; one that is general stands for several. */
  Kind of(Class<?> type) {
    Kind k = (Kind) kinds.get(type);
    if (k == null) {
      boolean general = isGeneral(type);
      k = (Kind) kinds.putIfAbsent(type, new Kind(next(), type, general, !general));
    }
    return k;
  }

  /** The kind of a lock that is met there for the first time. */
  Kind of(Object lock, int site) {
    Kind k = of(lock.getClass());
    if (!k.isGeneral) {
      return k;
    }
    String field = lock instanceof Class<?> c ? c.getName() : Tables.SITES.at(site).target();
    return named(field == null ? lock.getClass().getName() : field, lock.getClass());
  }

  private synchronized Kind named(String name, Class<?> type) {
    Kind k = named.get(name);
    if (k == null) {
      k = new Kind(next(), type, false, false);
      named.put(name, k);
    }
    return k;
  }

  /**
   * Of the JDK's own classes, but for those whose methods take their monitor: wherever they are
   * met, it is by their class.
   */
  private static boolean isGeneral(Class<?> type) {
    return type.getClassLoader() == null
        && type != StringBuffer.class
        && type != Bins.Bin.class
        && !Vector.class.isAssignableFrom(type)
        && !Hashtable.class.isAssignableFrom(type);
  }

  private synchronized int next() {
    return ++lastId;
  }

  /** Grows with each new cycle: what was enough before may be too little then. */
  int cycles() {
    return cycles;
  }

  /**
   * Counts a request that is being recorded; true if no more like it need be for now. Guarded by
   * the graph.
   *
   * @param isNew true if any of the pairs had not been recorded before
   */
  boolean isEnough(LockNode[] held, Kind wanted, boolean isNew) {
    boolean enough = pairs < MOST;
    for (LockNode n : held) {
      Kind h = n.kind;
      int[] count = h.out.get(wanted);
      if (count == null) {
        count = new int[1];
        add(h, wanted, count);
      }
      count[0] = Math.min(ENOUGH + 1, count[0] + (isNew ? 1 : KNOWN));
      enough &= count[0] > ENOUGH && !isOnCycle(h, wanted);
    }
    return enough;
  }

  private static boolean isOnCycle(Kind a, Kind b) {
    return a == b || a.cycle != 0 && a.cycle == b.cycle;
  }

  private void add(Kind from, Kind to, int[] count) {
    from.out.put(to, count);
    to.in.add(from);
    pairs++;
    if (!isOnCycle(from, to)) {
      Set<Kind> behind = reached(to, true);
      if (behind.contains(from)) {
        behind.retainAll(reached(from, false));
        cycles++; // written under the graph's lock alone
        HeldLocks.unsettled++; // only ever here and with the graph's next round
        for (Kind k : behind) {
          k.cycle = cycles;
        }
      }
    }
  }

  private static Set<Kind> reached(Kind start, boolean onward) {
    List<Kind> found = new ArrayList<>(List.of(start));
    Set<Kind> met = new HashSet<>(found);
    for (int i = 0; i < found.size(); i++) {
      for (Kind k : onward ? found.get(i).out.keySet() : found.get(i).in) {
        if (met.add(k)) {
          found.add(k);
        }
      }
    }
    return met;
  }
}
