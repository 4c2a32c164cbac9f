package io.conccheck.agent.boot;

import java.lang.invoke.VarHandle;
import java.util.Queue;

/**
 * All windows that are open now. Woven code opens one where it looks at an atomic, a volatile field
 * or a thread-safe collection and later acts on what it saw, and asks at the act whether another
 * thread has written in between: either what was seen is no longer so although the thread itself
 * wrote nothing, or a write began after the look and ended before the act.
 *
 * <p>The table has fixed size; a window that another one displaces misses writes, nothing else.
 * Never throws.
 */
public final class Windows {

  private static final int WAYS = 8;
  private static final int SETS = 256;
  private static final Window[] TABLE = new Window[SETS * WAYS];
  private static final int SLOT = ThreadState.slot();
  private static final int MINE = 8;

  /** The writer's answer to {@link #over} if nobody looks. */
  private static final Window[] NONE = null;

  /** False until the first window opens: then a write costs no more than this test. */
  private static boolean any;

  private Windows() {}

  /**
   * Before a look.
   *
   * @param object atomic or collection; the owner of a volatile field, null for a static one
   * @param sub index of an array or number of the volatile field
   * @return a window that {@link #looked} opens, or null if such objects are not watched
   */
  public static Window looking(Object object, Object key, int sub, int kind, int look) {
    if ((kind & Window.HANDED) != 0 && !Asked.take(look)) {
      return null;
    }
    boolean beside = (kind & Window.BESIDE) != 0;
    return looking(object, key, sub, kind & Window.BESIDE - 1, look, beside);
  }

  private static Window looking(
      Object object, Object key, int sub, int kind, int look, boolean beside) {
    if (Sampling.ON && Sampling.skipsLook(look)) {
      leave(look, look); // an act would otherwise be held against what was seen before
      return null;
    }
    Object o = kind == Window.FIELD ? field(object, sub) : object;
    if (o == null || kind != Window.FIELD && !ThreadSafe.is(o)) {
      return null;
    }
    ThreadState ts = Threads.current();
    if (ts.busy || AtomicityEvents.sink == null) {
      return null;
    }
    Window w = new Window(o, key, sub, kind, look, ts);
    w.beside = beside;
    keep(w, ts);
    return w;
  }

  private static Object field(Object object, int number) {
    return object != null ? object : VolatileFields.owner(number);
  }

  /** After the look that gave a reference. */
  public static void looked(Object seen, Window w) {
    if (w != null) {
      w.seen = seen;
      w.open();
    }
  }

  /** After the look that gave a number or a truth. */
  public static void looked(long seen, Window w) {
    if (w != null) {
      w.number = seen;
      w.numeric = true;
      if (w.object instanceof Queue && (w.kind == Window.EMPTY || w.kind == Window.SIZE)) {
        head(w);
      }
      w.open();
    }
  }

  /** The first in line: if another one comes out later, it was taken in between. */
  private static void head(Window w) {
    if (ThreadSafe.isFifo(w.object)) {
      w.owner.busy = true;
      w.head = ((Queue<?>) w.object).peek();
      w.owner.busy = false;
    }
  }

  private static void keep(Window w, ThreadState ts) {
    ts.enter();
    try {
      Window[] mine = (Window[]) ts.get(SLOT);
      if (mine == null) {
        mine = new Window[MINE + 1]; // and the newest once more
        ts.put(SLOT, mine);
      }
      int free = w.look & MINE - 1;
      for (int i = 0; i < MINE; i++) {
        Window old = mine[i];
        if (old != null && old.sameFact(w) && (!w.beside || old.look == w.look)) {
          close(mine, i);
        }
        if (mine[i] == null) {
          free = i;
        }
      }
      if (mine[free] != null) {
        close(mine, free);
      }
      mine[free] = w;
      mine[MINE] = w;
      any = true;
      VarHandle.releaseFence();
      TABLE[slot(w.object, ts.tid)] = w;
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }

  private static int slot(Object o, int tid) {
    int h = System.identityHashCode(o);
    return ((h ^ h >>> 8) & SETS - 1) * WAYS + (tid & WAYS - 1);
  }

  private static void close(Window[] mine, int i) {
    Window w = mine[i];
    mine[i] = null;
    if (mine[MINE] == w) {
      mine[MINE] = null;
    }
    int slot = slot(w.object, w.owner.tid);
    if (TABLE[slot] == w) {
      TABLE[slot] = null;
    }
  }

  /** True if no window was ever opened. */
  static boolean none() {
    return !any;
  }

  /** Before the act: the window of that look at that very object, or null. */
  static Window find(ThreadState ts, Object object, Object key, int sub, int look) {
    Window[] mine = (Window[]) ts.get(SLOT);
    for (int i = 0; mine != null && i < MINE; i++) {
      Window w = mine[i];
      if (w != null && w.serves(look) && w.object == object && w.isOpen() && w.meets(key, sub)) {
        return w;
      }
    }
    return null;
  }

  /** The thread's own window of that look, or null. */
  static Window latest(ThreadState ts, int look) {
    Window[] mine = ts.busy ? null : (Window[]) ts.get(SLOT);
    for (int i = MINE; mine != null && i >= 0; i--) {
      if (mine[i] != null && mine[i].look == look) {
        return mine[i];
      }
    }
    return null;
  }

  /** What that look saw is lent to an act in a method that is called; -1 takes it back. */
  public static void lend(int look, int act, int how) {
    Window w = any ? latest(Threads.current(), look) : null;
    if (w != null) {
      w.lend(act, how);
    }
  }

  /** A method that was called has looked: what it saw is the caller's from here on. */
  public static void adopt(int from, int to) {
    Window w = any ? latest(Threads.current(), from) : null;
    if (w != null) {
      leave(to, to);
      w.look = to;
    }
  }

  /** The activation that looked begins anew or ends: nothing hangs on what it saw any longer. */
  public static void leave(int firstLook, int lastLook) {
    if (any) {
      ThreadState ts = Threads.current();
      Window[] mine = (Window[]) ts.get(SLOT);
      for (int i = 0; mine != null && i < MINE; i++) {
        if (mine[i] != null && mine[i].look >= firstLook && mine[i].look <= lastLook) {
          close(mine, i);
        }
      }
    }
  }

  /**
   * The thread waits for the end of others (join, get) or starts one: what those do from here on is
   * expected, so nothing that was seen before counts any longer.
   */
  static void forget() {
    Window[] mine = any ? (Window[]) Threads.current().get(SLOT) : null;
    for (int i = 0; mine != null && i < MINE; i++) {
      if (mine[i] != null) {
        close(mine, i);
      }
    }
  }

  /**
   * The thread has waited for an event (a latch, a barrier). Unlike those that wait for somebody's
   * end, programs do that between any two steps, as tests do to have threads meet.
   */
  static void awaited() {
    Window[] mine = any ? (Window[]) Threads.current().get(SLOT) : null;
    for (int i = 0; mine != null && i < MINE; i++) {
      if (mine[i] != null) {
        mine[i].awaited = true;
      }
    }
  }

  /** Before a write: the windows of other threads that are open over the object. */
  public static Window[] over(Object object) {
    return over(object, null, -1);
  }

  /** The same for one key of a map or one index of an array. */
  public static Window[] over(Object object, Object key, int sub) {
    return any && object != null ? open(object, key, sub, Threads.current()) : NONE;
  }

  /** The same for a volatile field. */
  public static Window[] over(Object object, int number) {
    return any && VolatileFields.isWatched(number)
        ? over(field(object, number), null, number)
        : NONE;
  }

  private static Window[] open(Object object, Object key, int sub, ThreadState ts) {
    if (ts.busy) {
      return NONE;
    }
    ts.writing = System.identityHashCode(object);
    Window[] found = NONE;
    int n = 0;
    int set = slot(object, 0);
    for (int i = set; i < set + WAYS; i++) {
      Window w = TABLE[i];
      if (w != null && w.object == object && w.owner != ts && (sub < 0 || w.meets(key, sub))) {
        if (w.isOpen()) {
          found = found == null ? new Window[WAYS] : found;
          found[n++] = w;
        }
        begin(w, ts);
      }
    }
    return found;
  }

  /** Who begins to write is kept at once, for the act may come before the write returns. */
  private static void begin(Window w, ThreadState ts) {
    AtomicityEvents sink = w.evidence == null ? AtomicityEvents.sink : null;
    if (sink != null) {
      ts.enter();
      try {
        w.writer = ts.epoch;
        ts.used = true; // by that word: what is released before and after differs
        w.evidence = sink.evidence(ts);
      } catch (Throwable t) {
        Failures.count(t);
      } finally {
        ts.busy = false;
        Pin.off();
      }
    }
  }

  /**
   * After a write that {@link #over} preceded, or an attempt. It ends what the thread itself knew
   * of the object, which makes loops silent that retry a compare-and-set.
   *
   * @param open what {@code over} gave, null if nothing was written after all
   */
  static void through(Window[] open, Object object, Object key, int sub, int mark) {
    ThreadState ts = any ? Threads.current() : null;
    if (ts == null || ts.busy) {
      return;
    }
    for (int i = 0; open != null && i < open.length && open[i] != null; i++) {
      if (open[i].meets(key, sub)) {
        open[i].marks |= mark;
      }
    }
    if (mark != 0) {
      open(object, key, sub, ts); // those who began to look meanwhile must know of it
    }
    ts.writing = 0;
    Window[] mine = (Window[]) ts.get(SLOT);
    for (int i = 0; mine != null && i < MINE; i++) {
      if (mine[i] != null && mine[i].object == object && mine[i].meets(key, sub)) {
        close(mine, i);
      }
    }
  }

  /** After an attempt at the field of that object from which nothing came. */
  public static void failed(Object updater, Object target) {
    through(null, updater, target, 0, 0);
  }

  /** Another thread that is writing to the object now, as the detector keeps it, or null. */
  static Object writer(Object object, ThreadState ts, AtomicityEvents sink) {
    int hash = System.identityHashCode(object);
    for (ThreadState other : Threads.all()) {
      if (other != ts && other.writing == hash) {
        return sink.bystander(other);
      }
    }
    return null;
  }
}
