package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;
import io.conccheck.agent.boot.jit.ForceInline;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Finds the state of a thread: a table indexed by the thread's own id, chained where ids meet.
 * Readers take no lock; {@link #LOCK} guards every change of a chain.
 */
public final class Threads {

  private static final int SIZE = 1 << 14;
  private static final Object LOCK = new Object();
  private static final VarHandle TID = tidField();
  private static final ThreadState[] TABLE = new ThreadState[SIZE];
  private static final WeakIdentityMap STARTED = new WeakIdentityMap();
  private static final WeakIdentityMap ENDED = new WeakIdentityMap();

  /** What all threads that were no daemons had done when they ended. */
  public static final SyncVar USER_ENDS = new SyncVar();

  private static int unbegun; // guarded by the class

  static {
    inner(Thread.currentThread()); // links the handle, which takes maps that will have hooks
  }

  private Threads() {}

  private static VarHandle tidField() {
    try {
      return MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup())
          .findVarHandle(Thread.class, "tid", long.class);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  /**
   * Not {@code getId()} where the program may have overridden it. Where it has not, it is what C1
   * and the interpreter do best.
   */
  @ForceInline
  @SuppressWarnings("deprecation") // threadId() is younger than 17
  private static long id(Thread t) {
    return t.getClass() == Thread.class ? t.getId() : inner(t);
  }

  /** Links what the look-up of a subclass of {@code Thread} takes; see {@link SyncVar#link}. */
  static void link() {
    inner(Thread.currentThread());
  }

  private static long inner(Thread t) {
    return TID != null ? (long) TID.get(t) : System.identityHashCode(t);
  }

  /** The state of the running thread; made when it is first asked for. */
  @ForceInline
  public static ThreadState current() {
    Thread t = Thread.currentThread();
    ThreadState s = TABLE[(int) id(t) & (SIZE - 1)];
    return s != null && s.self == t ? s : chained(t, s);
  }

  @DontInline
  private static ThreadState chained(Thread t, ThreadState head) {
    for (ThreadState s = head; s != null; s = s.next) {
      if (s.thread == t) {
        return s;
      }
    }
    return create(t);
  }

  private static ThreadState create(Thread t) {
    Pin.on();
    try {
      // What the first pin links takes maps that have hooks: one of those may have been here first.
      ThreadState s = TABLE[(int) id(t) & (SIZE - 1)];
      while (s != null && s.thread != t) {
        s = s.next;
      }
      return s != null ? s : added(t);
    } finally {
      Pin.off();
    }
  }

  private static ThreadState added(Thread t) {
    Pending p = (Pending) STARTED.remove(t);
    ThreadInfo info =
        new ThreadInfo(
            id(t),
            t.getName(),
            isVirtual(t),
            p == null ? null : p.createdAt,
            p == null ? null : p.creator,
            p == null ? 0 : p.nanos);
    ThreadState s = new ThreadState(t, info);
    s.busy = true;
    Clock start = p == null ? null : p.clock;
    s.acquire(start);
    Order.learn(t, s);
    s.unsampled = RaceEvents.sampling ? Sampling.grant() : 0; // not loaded before it is decided
    Tids.assign(s, start);
    synchronized (LOCK) {
      int slot = (int) id(t) & (SIZE - 1);
      s.next = TABLE[slot];
      VarHandle.releaseFence();
      TABLE[slot] = s;
    }
    s.busy = false;
    return s;
  }

  /** True if the thread is a virtual one. */
  public static boolean isVirtual(Thread t) {
    return t.getClass().getName().equals("java.lang.VirtualThread");
  }

  /**
   * Called before {@code child.start()}: what the starter has done is before what the child does.
   */
  public static void starting(Thread child) {
    Windows.forget();
    ThreadState s = current();
    Pending p = new Pending(s.release(), new Throwable(), s.info);
    STARTED.put(child, p);
    Order.publish(child, s);
    if (isVirtual(child)) {
      boolean before = s.busy;
      s.busy = true;
      Pin.link();
      s.busy = before;
      pending(1);
    } else if (!s.busy) {
      Starts.add(p.createdAt, s.info);
    }
  }

  /** A virtual thread runs for the first time. */
  public static void begun() {
    current();
    pending(-1);
  }

  /** How many virtual threads were started that have not run yet. */
  public static int pending() {
    return pending(0);
  }

  private static int pending(int more) {
    Pin.on();
    try {
      synchronized (Threads.class) {
        unbegun += more;
        return unbegun;
      }
    } finally {
      Pin.off();
    }
  }

  /** Called when {@code start} failed. */
  public static void notStarted(Thread child) {
    STARTED.remove(child);
    if (isVirtual(child)) {
      pending(-1);
    }
  }

  /** Called on the thread itself as the last thing it does. */
  public static void ending() {
    Pin.on();
    try {
      end(Thread.currentThread(), current());
    } finally {
      Pin.off();
    }
  }

  private static void end(Thread t, ThreadState s) {
    s.info.name = t.getName();
    Optimistic.ending(s);
    LockEvents sink = LockEvents.sink;
    if (sink != null && !s.busy) {
      s.busy = true;
      sink.ending(s);
    }
    // No tick: whoever learns this clock has seen all of the id, so that it may be taken up again.
    Clock end = s.snapshot();
    ENDED.put(t, end);
    if (Sync.enabled && !t.isDaemon()) {
      USER_ENDS.add(end);
    }
    Order.publish(t, s);
    Tids.retire(s);
    synchronized (LOCK) {
      unlink(s, (int) id(t) & (SIZE - 1));
    }
    s.self = null;
    s.thread = null;
    s.pool = null; // what outlives the thread must not keep its pool alive
    s.handedIn = null;
  }

  private static void unlink(ThreadState s, int slot) {
    ThreadState head = TABLE[slot];
    if (head == s) {
      TABLE[slot] = s.next;
      return;
    }
    for (ThreadState p = head; p != null; p = p.next) {
      if (p.next == s) {
        p.next = s.next;
        return;
      }
    }
  }

  /** Called when this thread has learnt that the other one has ended (join, isAlive). */
  public static void joined(Thread other) {
    Windows.forget();
    Clock end = (Clock) ENDED.get(other);
    if (end != null) {
      ThreadState s = current();
      s.acquire(end);
      Order.learn(other, s);
    }
  }

  /** What that thread had done when it ended is before what acquires {@code key} later. */
  public static void endInto(Thread other, Object key) {
    Clock end = (Clock) ENDED.get(other);
    if (end != null && Sync.enabled) {
      Sync.of(key).add(end);
    }
  }

  /** The states of all live threads that were ever asked for one, in no order. */
  public static ThreadState[] all() {
    synchronized (LOCK) {
      int n = 0;
      for (ThreadState s : TABLE) {
        for (; s != null; s = s.next) {
          n++;
        }
      }
      ThreadState[] all = new ThreadState[n];
      for (ThreadState s : TABLE) {
        for (; s != null; s = s.next) {
          all[--n] = s;
        }
      }
      return all;
    }
  }

  /**
   * What is known of a thread that lives; null if its start was not seen. For looks from outside:
   * takes no lock of the thread's.
   */
  public static ThreadInfo info(Thread t) {
    for (ThreadState s = TABLE[(int) id(t) & (SIZE - 1)]; s != null; s = s.next) {
      if (s.thread == t) {
        return s.info;
      }
    }
    Pending p = (Pending) STARTED.get(t);
    return p == null
        ? null
        : new ThreadInfo(id(t), t.getName(), isVirtual(t), p.createdAt, p.creator, p.nanos);
  }

  /**
   * A state for a thread that has come upon no hook yet and so has none of its own; what the thread
   * does is not entered there.
   */
  public static ThreadState stranger(Thread t) {
    ThreadInfo known = info(t);
    return new ThreadState(
        t, known != null ? known : new ThreadInfo(id(t), t.getName(), isVirtual(t), null, null, 0));
  }

  /** The threads that were started and have come upon no hook yet, in no order. */
  public static Thread[] fresh() {
    Object[] started = STARTED.keys();
    Thread[] fresh = new Thread[started.length];
    for (int i = 0; i < fresh.length; i++) {
      fresh[i] = (Thread) started[i];
    }
    return fresh;
  }

  /** The virtual threads that were started and have not ended, in no order. */
  public static Thread[] virtual() {
    ThreadState[] states = all();
    Object[] pending = STARTED.keys();
    Thread[] found = new Thread[states.length + pending.length];
    int n = 0;
    for (int i = 0; i < found.length; i++) {
      Thread t = i < states.length ? states[i].thread : (Thread) pending[i - states.length];
      if (t != null && isVirtual(t)) {
        found[n++] = t;
      }
    }
    Thread[] virtual = new Thread[n];
    System.arraycopy(found, 0, virtual, 0, n);
    return virtual;
  }

  /** What waits for a started thread until it first runs. */
  private static final class Pending {
    final Clock clock;
    final Throwable createdAt;
    final ThreadInfo creator;
    final long nanos = System.nanoTime();

    Pending(Clock clock, Throwable createdAt, ThreadInfo creator) {
      this.clock = clock;
      this.createdAt = createdAt;
      this.creator = creator;
    }
  }
}
