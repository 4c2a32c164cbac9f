package io.conccheck.agent.detect.deadlock;

import io.conccheck.agent.boot.Bins;
import io.conccheck.agent.boot.HeldLocks;
import io.conccheck.agent.boot.Locks;
import io.conccheck.agent.boot.Nest;
import io.conccheck.agent.boot.Permits;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.WeakIdentityMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Which lock was asked for under which, by instance. Each thread calls for itself; the graph's own
 * monitor guards the edges and is never held while anything else is waited for.
 */
public final class LockGraph {

  private static final int SLOT = ThreadState.slot();
  private static final int SPARE_RECENT = 1 << 21; // 16 MiB
  private static final int TASKS = 256;
  private static final int CYCLES_PER_REQUEST = 4;

  private final int maxEdges;
  private final WeakIdentityMap nodes = new WeakIdentityMap();
  private final AtomicInteger spareRecent = new AtomicInteger(SPARE_RECENT);
  private final LockKinds kinds = new LockKinds();
  private final Thinning thinning = new Thinning(); // written guarded by this
  private final OrderIds ids; // guarded by this
  private final Stacks stacks = new Stacks(); // guarded by this
  private final List<LockNode> sources =
      new ArrayList<>(); // nodes that have edges; guarded by this
  private final LockOrder order = new LockOrder(); // guarded by this
  private int edges; // guarded by this
  private final AtomicLong nextId = new AtomicLong();
  private boolean evicted; // guarded by this

  /** Grows when requests that looked alike no longer do: then they count anew. */
  private volatile int round;

  LockGraph(int maxEdges, int maxThreads) {
    this.maxEdges = maxEdges;
    this.ids = new OrderIds(maxThreads);
  }

  /** The node of that lock. */
  public LockNode node(Object lock) {
    return node(lock, 0);
  }

  /** The node of a lock that is met there. */
  private LockNode node(Object lock, int site) {
    LockNode n = known(lock);
    if (n == null) {
      n = new LockNode(nextId.getAndIncrement(), lock, kinds.of(lock, site));
      if (lock instanceof Bins.Bin) {
        synchronized (this) {
          n = known(lock) == null ? n : known(lock);
          ((Bins.Bin) lock).note = n;
        }
      } else {
        n = (LockNode) nodes.putIfAbsent(lock, n);
      }
    }
    return n;
  }

  private LockNode known(Object lock) {
    return (LockNode) (lock instanceof Bins.Bin b ? b.note : nodes.get(lock));
  }

  /** The node of a lock that the running thread met there, or null if there is none yet. */
  private LockNode known(RecentRequests recent, Object lock, int site) {
    LockNode n = recent.node(lock, site);
    if (n == null) {
      n = known(lock);
      if (n != null) {
        recent.met(n, site);
      }
    }
    return n;
  }

  /**
   * The running thread asks for a lock. Tells the cycles that this closes, each a list of requests
   * that wait for one another.
   */
  List<List<Request>> request(ThreadState ts, Object lock, int mode, int site) {
    ts.gate.passed(); // the time counts from here on
    HeldLocks h = ts.held;
    RecentRequests recent = recent(ts);
    int settledAt = HeldLocks.unsettled;
    int version = ts.order.version();
    Object wanted = noted(recent, lock, site);
    long kindsMet = mix(shape(recent, h), Nesting.kind(wanted).id);
    int cycles = kinds.cycles();
    if (recent.isSettled(kindsMet, cycles)) {
      Nest nest = Nesting.place(h, recent, wanted, lock, mode, site, true);
      if (nest != null) {
        nest.settle(settledAt);
      }
      return List.of();
    }
    if (isRecent(ts, recent, lock, mode, site)) {
      Nest nest = Nesting.place(h, recent, wanted, lock, mode, site, false);
      if (nest != null) {
        nest.know(settledAt, version);
      }
      return List.of();
    }
    return request(ts, recent, lock, mode, site, kindsMet, cycles);
  }

  /** What stands for the kinds of the locks that are held, in their order. */
  private long shape(RecentRequests recent, HeldLocks h) {
    int known = h.size();
    while (known > 0 && h.shape(known - 1) == 0) {
      known--;
    }
    long shape = known == 0 ? 1 : h.shape(known - 1);
    for (int i = known; i < h.size(); i++) {
      if (h.note(i) == null) {
        h.note(i, noted(recent, h.lock(i), h.site(i)));
      }
      shape = mix(shape, Nesting.kind(h.note(i)).id) | 1;
      h.shape(i, shape);
    }
    return shape;
  }

  /** The kind of a lock, or its node where the class does not tell the kind. */
  private Object noted(RecentRequests recent, Object lock, int site) {
    LockKinds.Kind k = recent.kind(lock.getClass(), site, kinds);
    if (!k.isGeneral) {
      return k;
    }
    LockNode n = known(recent, lock, site);
    return n != null ? n : node(lock, site);
  }

  /**
   * True if the graph need not see the request, since it has seen it or has seen enough of such.
   */
  private boolean isRecent(ThreadState ts, RecentRequests recent, Object lock, int mode, int site) {
    HeldLocks h = ts.held;
    LockNode wanted = known(recent, lock, site);
    boolean isNew = wanted == null;
    long key = isNew ? 0 : wanted.id * 31 + mode;
    long places = site;
    for (int i = 0; i < h.size(); i++) {
      if (h.lock(i) == lock) {
        return true; // an upgrade waits for the thread itself: no other can be involved
      }
      if (!(h.note(i) instanceof LockNode)) {
        LockNode n = known(recent, h.lock(i), h.site(i));
        if (n == null) {
          isNew = true;
        } else {
          h.note(i, n);
        }
      }
      LockNode n = h.note(i) instanceof LockNode x ? x : null;
      if (n == null || !n.handedOver) {
        key = mix(key, (n == null ? 0 : n.id) * 8 + h.mode(i));
        places = mix(places, h.site(i));
      }
    }
    key = mix(mix(key, places), ts.order.version() * 31L + round);
    if (!isNew && recent.contains(key)) {
      return true;
    }
    return recent.isFlood(places) && thinning.leavesOut(h, lock, wanted);
  }

  /** Like the other for a request that was not made lately. */
  private List<List<Request>> request(
      ThreadState ts,
      RecentRequests recent,
      Object lock,
      int mode,
      int site,
      long kindsMet,
      int cycles) {
    HeldLocks h = ts.held;
    LockNode wanted = node(lock, site);
    LockNode[] held = new LockNode[h.size()];
    long places = site;
    int n = 0;
    for (int i = 0; i < h.size(); i++) {
      LockNode node = node(h.lock(i), h.site(i));
      h.note(i, node);
      if (!node.handedOver) {
        held[n++] = node;
        places = mix(places, h.site(i));
      }
    }
    if (n == 0) {
      return List.of();
    }
    for (int i = 0; i < h.size(); i++) {
      if (h.mode(i) == Locks.SEMAPHORE) {
        node(h.lock(i)).countPermits(h.lock(i), 1);
      } else if (h.mode(i) == Locks.PERMIT) {
        node(h.lock(i)).seats = Permits.begun(h.lock(i));
      }
    }
    if (mode == Locks.SEMAPHORE) {
      wanted.countPermits(lock, 0);
    }
    held = Arrays.copyOf(held, n);
    List<List<Request>> closed = new ArrayList<>();
    if (record(ts, held, wanted, mode, site, places, closed)) {
      recent.settle(kindsMet, cycles);
    }
    return closed;
  }

  private RecentRequests recent(ThreadState ts) {
    RecentRequests recent = (RecentRequests) ts.get(SLOT);
    if (recent == null) {
      recent = new RecentRequests(spareRecent);
      ts.put(SLOT, recent);
    }
    return recent;
  }

  /** Adds the cycles that the request closes; true if no more like it need be recorded for now. */
  private synchronized boolean record(
      ThreadState ts,
      LockNode[] held,
      LockNode wanted,
      int mode,
      int site,
      long places,
      List<List<Request>> closed) {
    if (edges >= maxEdges) {
      sweep();
    }
    if (!ids.begin(ts.order)) {
      evicted = true;
      return false;
    }
    Request r = make(ts, held, wanted, mode, site, places);
    wanted.usedBy(ts.info);
    boolean isNew = false;
    boolean isNewPair = false;
    boolean mayClose = false;
    for (LockNode from : held) {
      from.usedBy(ts.info);
      boolean unknown = from.to(wanted) == null;
      isNewPair |= unknown;
      mayClose |= unknown && order.endedBy(from, wanted) && LockCycles.mayClose(from, wanted);
      isNew |= add(edge(from, wanted), r);
    }
    if (mayClose) {
      LockCycles.mark(held, wanted);
    }
    if (isNew && LockCycles.has(held, wanted)) {
      closed.addAll(CycleSearch.through(r, CYCLES_PER_REQUEST));
    }
    return kinds.isEnough(held, wanted.kind, isNewPair);
  }

  private LockEdge edge(LockNode from, LockNode to) {
    LockEdge e = from.to(to);
    if (e == null) {
      e = new LockEdge(to);
      if (from.out().isEmpty()) {
        sources.add(from);
      }
      from.add(e);
      to.hasIn = true;
      edges++;
    }
    return e;
  }

  private boolean add(LockEdge e, Request r) {
    if (e.knows(r)) {
      return false;
    }
    ids.keep(r.order());
    Request gone = e.add(r);
    if (gone != null) {
      ids.drop(gone.order());
    }
    return true;
  }

  private Request make(
      ThreadState ts, LockNode[] held, LockNode wanted, int mode, int site, long places) {
    int[] modes = new int[held.length];
    int[] sites = new int[held.length];
    boolean known = site != 0 && !Request.isHandedIn(wanted, site);
    int solo = wanted.isSolo(ts.info) ? 1 << Math.min(held.length, 31) : 0;
    int n = 0;
    for (int i = 0; n < held.length; i++) {
      if (ts.held.note(i) == held[n]) {
        modes[n] = ts.held.mode(i);
        sites[n] = ts.held.site(i);
        known &= sites[n] != 0 && !Request.isHandedIn(held[n], sites[n]);
        solo |= n < 31 && held[n].isSolo(ts.info) ? 1 << n : 0;
        n++;
      }
    }
    AskedAt stack = stacks.take(places, known);
    boolean own = stacks.wasOwn(places, known);
    return new Request(
        ts.info,
        held,
        modes,
        sites,
        wanted,
        mode,
        site,
        stack,
        own,
        solo,
        ts.order.id(),
        ts.order.stamp(),
        ts.order.learnt(),
        Passage.now(round, ts.gate));
  }

  /** Forgets the edges of locks that are no more, then the oldest, until a quarter is free. */
  private void sweep() {
    boolean any = false;
    for (LockNode n : sources) {
      boolean dead = n.isDead();
      n.out().removeIf(e -> (dead || e.to.isDead()) && forget(e));
    }
    for (LockNode n : sources) {
      if (edges <= maxEdges * 3L / 4) {
        break;
      }
      n.out().removeIf(this::forget);
      evicted = true;
      any = true;
    }
    thinning.swept(any);
    order.sweep(sources);
    sources.removeIf(n -> n.out().isEmpty());
  }

  private boolean forget(LockEdge e) {
    edges--;
    for (Request r : e.requests) {
      ids.drop(r.order());
    }
    return true;
  }

  /**
   * The thread, which holds nothing, takes another task, which any other thread might have taken:
   * it gets a component of its own unless there are many already. Clocks are as long as there are
   * components; without one the task counts as what came after the task before it.
   */
  void taking(ThreadState ts) {
    if (ts.order.isEmpty()) {
      return; // as it is in programs that never nest
    }
    synchronized (this) {
      if (ids.inUse() < TASKS) {
        ids.end(ts.order);
        ts.order.restart(); // after the component was given up, of which it keeps the last time
      }
    }
  }

  /** The thread ends: its component of the order may serve another. */
  synchronized void ending(ThreadState ts) {
    if (ts.get(SLOT) instanceof RecentRequests recent) {
      recent.end();
    }
    ids.end(ts.order);
  }

  /** Looks at requests anew from now on though some like them were made before. */
  synchronized void nextRound() {
    round++;
    HeldLocks.unsettled++;
  }

  /** True if something was forgotten for want of room: cycles may have been missed. */
  synchronized boolean isIncomplete() {
    return evicted;
  }

  /** Mixes two numbers into one; not symmetric. */
  static long mix(long a, long b) {
    long x = (a ^ a >>> 29) * 0x9E3779B97F4A7C15L + b;
    return x * 0xBF58476D1CE4E5B9L;
  }
}
