package io.conccheck.agent.boot;

/**
 * Hands out the 16-bit ids under which threads count their clocks.
 *
 * <p>The id of an ended thread goes on counting under a new thread, from its last clock. That is
 * exact when the new thread's creator had seen the end of the old one. When very many threads have
 * ended of which nobody has seen that, it is done without that too, or every clock would grow with
 * the number of dead threads: then an access of the old thread may pass for one of the new, so
 * races can be missed ({@link #approximations} counts it), but none is invented, for what a thread
 * knows of an id only ever stands for real order. All fields are guarded by the class's own
 * monitor.
 */
public final class Tids {

  private static final int KEPT_INFOS = 4;
  private static final int TRIES = 24;

  /** So many ids are used before one is taken again whose last user's end is not known. */
  private static final int EXACT = 500;

  /** Ids 1 up to this number, inclusive; a test shrinks it. */
  public static int tidLimit = 0xFFFE;

  /** Last clock of an id; a test shrinks it. */
  public static int clockLimit = ThreadState.CLOCK_MAX - 1;

  /**
   * True until an id is taken again by a thread that has not seen the end of the one before, or
   * none is left. Whoever learns of a time that such a thread has counted finds it false.
   */
  static boolean exact = true;

  private static ThreadInfo[] infos = new ThreadInfo[64];
  private static int[] dead = new int[64]; // ring of free ids, oldest first
  private static int[] lastTime = new int[64];
  private static int deadFrom;
  private static int deadCount;
  private static int used;
  private static int approximations;

  private Tids() {}

  /** The largest id that was ever given, as far as the running thread can know of it. */
  static int used() {
    return used;
  }

  /** Gives the thread an id that its creator's clock allows. */
  static void assign(ThreadState ts, Clock creator) {
    Pin.on();
    try {
      choose(ts, creator);
    } finally {
      Pin.off();
    }
  }

  private static synchronized void choose(ThreadState ts, Clock creator) {
    int tid = reusable(creator);
    if (tid == 0 && used < tidLimit && (used < EXACT || deadCount == 0)) {
      tid = ++used;
      if (tid >= infos.length) {
        grow();
      }
    }
    if (tid == 0 && deadCount > 0) {
      tid = takeDead(0);
      approximate();
    }
    if (tid == 0) {
      approximate();
      ts.begin(0, 0);
      return;
    }
    begin(ts, tid);
  }

  private static void begin(ThreadState ts, int tid) {
    int time = lastTime[tid] + 1;
    ts.begin(tid, time);
    ThreadInfo info = ts.info;
    ThreadInfo entry =
        new ThreadInfo(
            info.id, info.name, info.virtual, info.createdAt, info.creator, info.startedNanos);
    entry.tid = tid;
    entry.firstTime = time;
    entry.previous = infos[tid];
    infos[tid] = entry;
    ThreadInfo last = entry;
    for (int i = 1; i < KEPT_INFOS && last != null; i++) {
      last = last.previous;
    }
    if (last != null) {
      last.previous = null;
    }
  }

  private static int reusable(Clock creator) {
    int tries = creator == null ? 0 : Math.min(TRIES, deadCount);
    for (int i = 0; i < tries; i++) {
      int tid = dead[(deadFrom + i) % dead.length];
      if (lastTime[tid] <= creator.at(tid) && lastTime[tid] < clockLimit - 1) {
        return takeDead(i);
      }
    }
    return 0;
  }

  private static int takeDead(int offset) {
    int at = (deadFrom + offset) % dead.length;
    int tid = dead[at];
    dead[at] = dead[deadFrom];
    deadFrom = (deadFrom + 1) % dead.length;
    deadCount--;
    return tid;
  }

  /** Takes back the id of a thread that has ended. */
  static void retire(ThreadState ts) {
    Pin.on();
    try {
      takeBack(ts);
    } finally {
      Pin.off();
    }
  }

  private static synchronized void takeBack(ThreadState ts) {
    int tid = ts.tid;
    if (tid == 0) {
      return;
    }
    for (ThreadInfo i = infos[tid]; i != null; i = i.previous) {
      if (i.id == ts.info.id) {
        i.name = ts.info.name;
      }
    }
    free(tid, ts.time());
    ts.begin(0, 0);
  }

  private static void free(int tid, int time) {
    lastTime[tid] = time;
    if (time >= clockLimit - 1) {
      return; // used up for good
    }
    if (deadCount == dead.length) {
      int[] more = new int[dead.length * 2];
      for (int i = 0; i < deadCount; i++) {
        more[i] = dead[(deadFrom + i) % dead.length];
      }
      dead = more;
      deadFrom = 0;
    }
    dead[(deadFrom + deadCount++) % dead.length] = tid;
  }

  /** Lets a thread whose clock has run out go on under a new id; its past stays ordered. */
  static void rename(ThreadState ts) {
    Pin.on();
    try {
      goOn(ts);
    } finally {
      Pin.off();
    }
  }

  private static synchronized void goOn(ThreadState ts) {
    int old = ts.tid;
    int time = ts.time();
    lastTime[old] = time;
    ts.begin(0, 0);
    ts.set(old, time);
    if (used < tidLimit) {
      int tid = ++used;
      if (tid >= infos.length) {
        grow();
      }
      begin(ts, tid);
    } else if (deadCount > 0) {
      approximate();
      begin(ts, takeDead(0));
    } else {
      approximate();
    }
  }

  /** The thread that left this shadow word, or null if it is no longer known. */
  public static synchronized ThreadInfo of(long word) {
    int tid = (int) (word >>> ThreadState.TID_SHIFT);
    int time = (int) (word >>> ThreadState.SITE_BITS) & ThreadState.CLOCK_MAX;
    ThreadInfo i = tid < infos.length ? infos[tid] : null;
    while (i != null && i.firstTime > time) {
      i = i.previous;
    }
    return i;
  }

  /** By id, the last clock that an ended thread had under it, 0 if there was none. */
  static synchronized int[] lastTimes() {
    return lastTime.clone();
  }

  private static void approximate() {
    approximations++;
    exact = false;
  }

  /** How often an id had to be reused before its last user's end was known, or none was left. */
  public static synchronized int approximations() {
    return approximations;
  }

  /** Forgets every id, as if no thread had been seen; for tests. */
  static synchronized void reset() {
    infos = new ThreadInfo[64];
    lastTime = new int[64];
    dead = new int[64];
    deadFrom = 0;
    deadCount = 0;
    used = 0;
    approximations = 0;
    exact = true;
  }

  private static void grow() {
    ThreadInfo[] i = new ThreadInfo[infos.length * 2];
    System.arraycopy(infos, 0, i, 0, infos.length);
    infos = i;
    int[] t = new int[lastTime.length * 2];
    System.arraycopy(lastTime, 0, t, 0, lastTime.length);
    lastTime = t;
  }
}
