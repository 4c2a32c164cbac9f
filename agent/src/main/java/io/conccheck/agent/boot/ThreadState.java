package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;

/**
 * What the agent knows of one thread. Woven code loads it once per method into a local and compares
 * {@link #epoch} with shadow words.
 *
 * <p>Only the thread itself reads and writes the fields, except {@link #thread}, which the registry
 * clears when the thread has ended.
 *
 * <p>Epochs are 16 bits thread id, 28 bits clock, 20 bits zero; a shadow word is an epoch with a
 * site in the low bits. Vector clocks as in FastTrack (Flanagan, Freund, PLDI 2009).
 */
public final class ThreadState extends ThreadClock {

  /** Bits of a shadow word that hold the site. */
  public static final int SITE_BITS = 20;

  /** Bits of a shadow word that hold the clock. */
  public static final int CLOCK_BITS = 28;

  static final int CLOCK_MAX = (1 << CLOCK_BITS) - 1;
  static final int TID_SHIFT = SITE_BITS + CLOCK_BITS;

  /**
   * Words of sets of reads that hold a read of this thread in its present epoch, each at the place
   * that its low bits tell, {@link #NO_SET} elsewhere. A variable that has such a read word was not
   * written since, so that reading it again changes nothing.
   */
  public final long[] met = new long[MET];

  private boolean metAny = true;

  /** Some variable has a word of the present epoch. */
  boolean used;

  /** What {@link News} remembers: the counts it was asked at and knew all at, and if it may ask. */
  int asked = -1;

  int knewAll = -1;

  private Clock released; // what the last release gave, or null; not that of another id

  /** Places in {@link #met}; a power of two. */
  public static final int MET = 16;

  /** No variable's read word. */
  static final long NO_SET = -1L;

  /**
   * True while the agent's own code runs on this thread: what happens then is not the program's.
   */
  public boolean busy;

  /**
   * Where woven code is about to call something that may acquire a lock, 0 once one was acquired.
   */
  public int callSite;

  /** Where the program has asked last for an object to be written out; 0 if it never has. */
  public int serialSite;

  /** What it does with collections. */
  final CollectionUse use = new CollectionUse();

  /** Identity hash of the atomic or collection that is being written, 0 if none; others look. */
  int writing;

  /** Where it last waited until another thread had set something. */
  public final Gate gate = new Gate();

  /** Identity of the lock that last said no to a try of this thread; a hint for messages. */
  public int refused;

  /** How many others could be let in besides it, as a synchronizer said last; see OwnLocks. */
  int mayShare;

  /** What it tries to lock in vain, null if it was never refused. */
  public Refusals refusals;

  /** Locks held, outermost first. */
  public final HeldLocks held = new HeldLocks();

  /** Order that every schedule keeps. */
  public final OrderClock order = new OrderClock();

  /** What it found last behind objects that order. */
  final Near.All near = new Near.All();

  /** The entries of the semaphores that it used last; see {@link Permits}. */
  WeakIdentityMap.Entry semaphore;

  WeakIdentityMap.Entry semaphoreToo;

  /** A lock of the JDK's own house that it asks for or holds. */
  Object quiet;

  /** What the thread waits for. */
  public final WaitRecord wait = new WaitRecord();

  /** The pool whose worker this thread is, or null. */
  public Object pool;

  /** Weakly, the task that it handed in to that pool last; null if it never did. */
  public Object handedIn;

  /** Name, creation and history; what a report needs and outlives the thread. */
  public final ThreadInfo info;

  /** Whether it may block, a constant of {@link BlockingEvents}. */
  public int blocking;

  /** How many more accesses {@link Sampling} looks at wherever they are. */
  int unsampled;

  /** Read sets met in the present epoch. */
  final SeenSets seen = new SeenSets();

  /** Arrays the thread has touched; a power of two of places. */
  Touched[] touched = Touched.NONE;

  /** How often one of them had to make room for another while both were in use. */
  int pushedOut;

  /** The thread's optimistic reads, or null if it never made any. */
  Optimistic optimistic;

  volatile Thread thread;

  /**
   * The same for the thread itself, without an order that would have the JIT look again and again.
   */
  Thread self;

  ThreadState next; // chain of the registry's bucket, guarded by Threads.LOCK for writers

  private static int slotCount;

  ThreadState(Thread thread, ThreadInfo info) {
    this.thread = thread;
    this.self = thread;
    this.info = info;
  }

  /**
   * The agent's own code begins to run on this thread, which was not busy. Ends with {@code busy =
   * false} and {@code Pin.off()}, written out and in that order: where the stack is full, there is
   * none left for a call that would do both, and the thread would stay busy.
   */
  public void enter() {
    busy = true;
    try {
      Pin.on();
    } catch (StackOverflowError e) {
      busy = false;
      throw e;
    }
  }

  /**
   * True if nobody need hear that the thread asks for that lock, under others. Never while it has
   * just come through a gate, the time of which has to be taken.
   */
  boolean isTold(Object lock, int mode, int site) {
    return !gate.isOpen() && held.isTold(lock, mode, site, order);
  }

  /** A new number for {@link #get} and {@link #put}. */
  public static synchronized int slot() {
    return slotCount++;
  }

  /** The thread this state belongs to, or null once it has ended. */
  public Thread thread() {
    return thread;
  }

  /** The set holds a read of this thread in its present epoch. */
  void meet(long set) {
    met[(int) set & MET - 1] = set;
    metAny = true;
  }

  private void forgetMet() {
    if (metAny) {
      for (int i = 0; i < MET; i++) {
        met[i] = NO_SET;
      }
      metAny = false;
    }
  }

  /** Begins to count under that thread id from that clock on. */
  void begin(int newTid, int time) {
    tid = newTid;
    since = time;
    used = false;
    released = null;
    forgetMet();
    epoch = newTid == 0 ? 0 : (long) newTid << TID_SHIFT | (long) time << SITE_BITS;
    if (newTid != 0) {
      set(newTid, time - 1);
    }
  }

  /** True if no acquisition can teach the thread anything. Only ever where accesses are sampled. */
  boolean knowsAll() {
    return RaceEvents.sampling && News.none(this);
  }

  /**
   * All that happened so far, for others to acquire; what this thread does next is later. An epoch
   * that no variable has a word of need not end for that: the one before it tells as much.
   */
  public Clock release() {
    Clock last = released;
    return last != null && !used && isAsTold(last) && optimistic == null ? last : tell();
  }

  @DontInline
  private Clock tell() {
    if (used || tid == 0 || Optimistic.reads(this)) {
      return releaseAnew();
    }
    released = clock(time() - 1);
    return released;
  }

  /** Like {@link #release}; what this thread does next has another epoch in any case. */
  Clock releaseAnew() {
    Clock c = snapshot();
    if (RaceEvents.sampling && used) {
      News.tell(this, c.time);
    }
    tick();
    released = tid == c.tid ? c : null;
    return c;
  }

  private void tick() {
    if (tid == 0) {
      return;
    }
    used = false;
    forgetMet();
    if (time() >= Tids.clockLimit) {
      Tids.rename(this);
    } else {
      epoch += 1L << SITE_BITS;
    }
  }
}
