package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;

/**
 * The FastTrack rules on a pair of shadow words (Flanagan, Freund, PLDI 2009). A variable has the
 * word of its last write and the word of its last read, or of the set of its unordered reads. A
 * write stores both words, so an access that the same thread repeats in the same epoch is settled
 * by woven code with one or two comparisons and never comes here.
 *
 * <p>Words are read and stored without ordering: in a program that orders its accesses their shadow
 * words are ordered with them; in one that does not, an update may get lost, and a race be missed
 * once, but none is invented. While the agent itself is at work on a thread, through loaders or
 * mocks of the program's perhaps, edges are not followed, and so accesses are not looked at either.
 */
public final class Shadow {

  private Shadow() {}

  /**
   * The word of an access to a variable that no other thread has touched, or 0 if the rules have to
   * be asked: of what a thread makes and keeps to itself it touches each variable first, and again
   * in later epochs.
   */
  public static long own(ThreadState ts, long w, long r, int site) {
    int tid = ts.tid;
    if (tid == 0
        || ts.busy
        || ts.optimistic != null
        || w != 0 && (int) (w >>> ThreadState.TID_SHIFT) != tid
        || r != 0 && (int) (r >>> ThreadState.TID_SHIFT) != tid
        || SiteStacks.wants(site)) {
      return 0;
    }
    ts.used = true;
    return ts.epoch | site;
  }

  /** Checks a read and tells the variable's new read word. */
  @DontInline
  public static long read(ThreadState ts, long w, long r, int site, Object owner, int variable) {
    if (ts.tid == 0 || ts.busy) {
      return r;
    }
    boolean unordered = w != 0 && !ts.covers(w);
    if (Optimistic.reads(ts)) {
      if (unordered) {
        ts.optimistic.suspect(w, site, itself(owner), variable);
      }
      return r;
    }
    if (unordered) {
      writeRead(w, ts, site, owner, variable);
    }
    long mine = ts.epoch | site;
    ts.used = true;
    SiteStacks.offer(mine, site, ts);
    if (r == 0) {
      return mine;
    }
    return !ReadSets.isSet(r) && ts.covers(r) ? mine : sharedRead(ts, r, mine);
  }

  static void writeRead(long w, ThreadState ts, int site, Object owner, int variable) {
    race(RaceEvents.WRITE_READ, w, ts, site, owner, variable);
  }

  @DontInline
  private static long sharedRead(ThreadState ts, long r, long mine) {
    SeenSets seen = ts.seen;
    if (!seen.hit(r, ts.epoch)) {
      seen.remember(r, ReadSets.add(r, ts, mine), ts.epoch);
    }
    long result = seen.result;
    if (ReadSets.isSet(result)) {
      ts.meet(result);
    }
    return result;
  }

  /**
   * Checks a write; the word that becomes both the variable's write word and its read word, or 0 if
   * they must stay as they are.
   */
  @DontInline
  public static long write(ThreadState ts, long w, long r, int site, Object owner, int variable) {
    if (ts.tid == 0 || ts.busy) {
      return 0;
    }
    if (w != 0 && !ts.covers(w)) {
      race(RaceEvents.WRITE_WRITE, w, ts, site, owner, variable);
    }
    if (r != 0 && r != w) {
      checkReads(ts, r, site, owner, variable);
    }
    long mine = ts.epoch | site;
    ts.used = true;
    SiteStacks.offer(mine, site, ts);
    return mine;
  }

  @DontInline
  private static void checkReads(ThreadState ts, long r, int site, Object owner, int variable) {
    if (!ReadSets.isSet(r)) {
      if (!ts.covers(r)) {
        race(RaceEvents.READ_WRITE, r, ts, site, owner, variable);
      }
      return;
    }
    long[] reads = ReadSets.elements(r);
    for (int i = 1; i < reads.length; i++) {
      if (!ts.covers(reads[i])) {
        race(RaceEvents.READ_WRITE, reads[i], ts, site, owner, variable);
      }
    }
  }

  /** Of an array its shadow is told, which most accesses need not ask for the array itself. */
  private static Object itself(Object owner) {
    return owner instanceof ArrayShadow ? ((ArrayShadow) owner).get() : owner;
  }

  @DontInline
  private static void race(
      int kind, long earlier, ThreadState ts, int site, Object owner, int variable) {
    RaceEvents sink = RaceEvents.sink;
    boolean isStatic = owner == null && variable >= 0;
    if (sink != null && !ts.busy && !ClassInits.excuse(earlier, isStatic)) {
      ts.enter();
      try {
        sink.race(kind, earlier, ts, site, itself(owner), variable);
      } catch (Throwable t) {
        Failures.count(t);
      } finally {
        ts.busy = false;
        Pin.off();
      }
    }
  }
}
