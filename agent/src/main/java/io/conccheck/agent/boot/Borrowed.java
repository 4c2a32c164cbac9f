package io.conccheck.agent.boot;

import java.lang.ref.WeakReference;

/**
 * The references that a thread has lately got without order from whoever wrote them. What was
 * written before such a reference was, and is reached through a final field of an object behind it,
 * is ordered (JLS 17.5): the constructor had ended before its object could be handed out. One
 * thread's; asked and told only where a race is about to be reported.
 */
public final class Borrowed {

  private static final int SLOT = ThreadState.slot();
  private static final int MOST = 64;

  /** So many searches a thread pays for; later ones are taken to have found what they sought. */
  private static final int SEARCHES = 10_000;

  private final long[] words = new long[MOST]; // of the writes of the references
  private final Clock[] clocks = new Clock[MOST]; // what was before them, where that is known
  private final WeakReference<Object>[] values = references();
  private final WeakReference<Object>[] owners = references();
  private int next;
  private int searches;
  private Clock dropped; // what was before those that gave way to later ones, null if none did
  private long expected; // word of a write that has not been seen yet, 0 if none

  private Borrowed() {}

  @SuppressWarnings("unchecked") // arrays know nothing of type parameters
  private static WeakReference<Object>[] references() {
    return (WeakReference<Object>[]) new WeakReference<?>[MOST];
  }

  /**
   * The thread is about to read a reference that an unordered write has left.
   *
   * @param word shadow word of that write
   * @param owner the object that the variable lies in, or null
   * @param value what it reads, or an object around it
   */
  public static void add(ThreadState ts, long word, Object owner, Object value) {
    add(ts, word, null, owner, value);
  }

  /** Like the other, for a reference that was handed out when all that was before. */
  static void add(ThreadState ts, Clock before, Object owner, Object value) {
    add(ts, 0, before, owner, value);
  }

  private static void add(ThreadState ts, long word, Clock before, Object owner, Object value) {
    if (value == null) {
      return;
    }
    Borrowed b = of(ts);
    int last = b.next - 1 & MOST - 1;
    if (b.words[last] == word && b.clocks[last] == before && b.refersTo(last, value)) {
      return;
    }
    if (b.values[b.next] != null) {
      b.dropped = Clock.join(b.dropped, b.before(b.next));
    }
    b.words[b.next] = word;
    b.clocks[b.next] = before;
    b.values[b.next] = new WeakReference<Object>(value);
    b.owners[b.next] = new WeakReference<Object>(owner);
    b.next = b.next + 1 & MOST - 1;
  }

  private static Borrowed of(ThreadState ts) {
    Borrowed b = (Borrowed) ts.get(SLOT);
    if (b == null) {
      b = new Borrowed();
      ts.put(SLOT, b);
    }
    return b;
  }

  /** The thread has met the word of an unordered write, but not yet what it writes. */
  public static void expect(ThreadState ts, long word) {
    of(ts).expected = word;
  }

  /** The thread has read a reference by a mode that orders nothing; it may be the expected one. */
  static void arrived(ThreadState ts, Object owner, Object value) {
    Borrowed b = (Borrowed) ts.get(SLOT);
    if (b != null && b.expected != 0) {
      add(ts, b.expected, owner, value);
      b.expected = 0;
    }
  }

  /**
   * True if the thread reads that object by way of a final field, as far as can be told, and what
   * left the word was before the object around the field was handed out.
   *
   * @param direct the code that reads loads the object from a final field
   */
  public static boolean orders(ThreadState ts, long word, Object read, boolean direct) {
    Borrowed b = (Borrowed) ts.get(SLOT);
    if (b == null) {
      return false;
    }
    for (int i = 1; i <= MOST; i++) {
      int at = b.next - i & MOST - 1;
      if (b.values[at] != null
          && b.isBefore(word, at)
          && !b.owners[at].refersTo(read)) { // that one the thread had before
        if (direct || b.searches > SEARCHES || b.reaches(at, read)) {
          return true;
        }
      }
    }
    return direct && b.dropped != null && b.dropped.covers(word);
  }

  /** What is ordered by the reference of that number, as far as it is known. */
  private Clock before(int at) {
    return clocks[at] != null
        ? clocks[at]
        : new Clock(
            VectorTime.NONE,
            (int) (words[at] >>> ThreadState.TID_SHIFT),
            (int) (words[at] >>> ThreadState.SITE_BITS) & ThreadState.CLOCK_MAX,
            null);
  }

  private boolean refersTo(int at, Object value) {
    return values[at] != null && values[at].refersTo(value);
  }

  private boolean isBefore(long word, int at) {
    Clock before = clocks[at];
    return before != null ? before.covers(word) : isBefore(word, words[at]);
  }

  private boolean reaches(int at, Object read) {
    Object start = values[at].get();
    searches++;
    if (!(start instanceof HandedOut.Given)) {
      return start != null && Reach.throughFinal(start, read);
    }
    for (Object given : ((HandedOut.Given) start).values()) {
      if (given != null && Reach.throughFinal(given, read)) {
        return true;
      }
    }
    return false;
  }

  /** True for writes of one thread, the first not after the second. */
  private static boolean isBefore(long word, long later) {
    int shift = ThreadState.SITE_BITS;
    return word >>> ThreadState.TID_SHIFT == later >>> ThreadState.TID_SHIFT
        && word >>> shift <= later >>> shift;
  }
}
