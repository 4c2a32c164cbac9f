package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;

/**
 * What one thread waits for now. Written by that thread with plain stores, read by the watchdog
 * without order: a reader believes what it sees only when two looks, a period apart, agree on
 * {@link #count} and on everything else.
 */
public final class WaitRecord {

  private int depth;
  private WaitRecord outer; // the wait within which a task is run that waits itself; mostly null
  private Object on;
  private int kind;
  private boolean timed;
  private boolean endless;
  private int mode;
  private int site;
  private int count;
  private int signs;

  void begin(Object what, int kindOfWait, boolean hasLimit) {
    if (isHelping(what)) {
      setAside();
    }
    if (kindOfWait == Waits.CONDITION) {
      signs++;
    }
    if (depth++ == 0) {
      on = what;
      kind = kindOfWait;
      timed = hasLimit;
      endless = false;
      mode = 0;
      site = 0;
      count++;
    }
  }

  /** The limit of the wait that has just begun is so far off that it is none. */
  void hasNoRealLimit() {
    endless |= depth == 1;
  }

  /**
   * True if the thread, while it waits for a future, has taken up another task, as workers of a
   * {@code ForkJoinPool} do.
   */
  private boolean isHelping(Object what) {
    return depth > 0 && kind == Waits.FUTURE && on != what;
  }

  @DontInline
  private void setAside() {
    WaitRecord w = new WaitRecord();
    w.depth = depth;
    w.outer = outer;
    w.on = on;
    w.kind = kind;
    w.timed = timed;
    outer = w;
    depth = 0;
  }

  /** The thread asks for a lock, in a mode of {@link Locks}. */
  void lock(Object lock, int lockMode, int place) {
    if (isHelping(lock)) {
      setAside();
    }
    if (depth == 0) {
      depth = 1;
      on = lock;
      kind = Waits.LOCK;
      timed = false;
      mode = lockMode;
      site = place;
      count++;
    }
  }

  /** The thread has got the lock or given it up. */
  void lockEnd(Object lock) {
    if (kind == Waits.LOCK && on == lock) {
      end();
    }
  }

  void end() {
    if (depth > 0 && --depth == 0) {
      if (outer == null) {
        on = null;
        kind = 0;
      } else {
        takeBack();
      }
    }
  }

  @DontInline
  private void takeBack() {
    WaitRecord w = outer;
    depth = w.depth;
    outer = w.outer;
    on = w.on;
    kind = w.kind;
    timed = w.timed;
    count++;
  }

  /** What is waited for, or null. */
  public Object on() {
    return on;
  }

  /** One of the constants of {@link Waits}, 0 while the thread does not wait. */
  public int kind() {
    return kind;
  }

  /** True if the wait ends by itself. */
  public boolean timed() {
    return timed;
  }

  /** True if it ends by itself, but only after a day or more. */
  public boolean endless() {
    return endless;
  }

  /** Mode in which a lock is asked for. */
  public int mode() {
    return mode;
  }

  /** Where a lock is asked for, 0 if unknown. */
  public int site() {
    return site;
  }

  /** How often the thread has waited on a condition or for a notification. */
  public int signs() {
    return signs;
  }

  /** How many waits there were; tells one wait from the next. */
  public int count() {
    return count;
  }
}
