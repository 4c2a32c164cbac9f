package io.conccheck.agent.detect.deadlock.claims;

import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Waits;
import java.lang.ref.WeakReference;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * What is known of a pool by what went out of it and came back. Whether it is one, and how many
 * units it has, only the whole run shows. Its monitor guards all; nothing else is taken inside it.
 */
final class Pooled implements Supply {

  private static final int MOST = 10_000; // elements: nobody fills a pool with more

  private final WeakReference<Object> of;
  private final boolean queue;
  private final int declared; // units in all, 0 if nobody says
  private final Map<ThreadState, Integer> out = new IdentityHashMap<>(4);
  private int known; // elements put into the queue before the first was taken
  private int lent; // now
  private int mostLent;
  private long returned;
  private boolean drawn;
  private boolean empty; // somebody found none left
  private boolean other; // proved to be no pool

  /**
   * A pool.
   *
   * @param of the pool, which is not kept alive
   * @param queue true for a queue whose elements are its units
   * @param declared units there are in all, 0 if that is not known
   */
  Pooled(Object of, boolean queue, int declared) {
    this.of = new WeakReference<>(of);
    this.queue = queue;
    this.declared = declared;
  }

  /** The pool, or null if it is no more. */
  Object of() {
    return of.get();
  }

  boolean isQueue() {
    return queue;
  }

  /** It is a queue between threads, or otherwise nothing that gets back what it lends. */
  synchronized void becomesOther() {
    other = true;
  }

  /** A new element comes in; false if that shows that it is no pool. */
  synchronized boolean adds() {
    known++;
    return !drawn && known <= MOST;
  }

  synchronized void lends(ThreadState to, int units) {
    drawn = true;
    lent += units;
    mostLent = Math.max(mostLent, lent);
    out.merge(to, units, Integer::sum);
  }

  synchronized void getsBack(ThreadState from, int units) {
    int had = out.getOrDefault(from, 0);
    int back = Math.min(had, units);
    returned += back;
    lent -= back;
    if (back == had) {
      out.remove(from);
    } else {
      out.put(from, had - back);
    }
  }

  /** How many the thread has. */
  synchronized int out(ThreadState ts) {
    return out.getOrDefault(ts, 0);
  }

  synchronized void isEmpty() {
    empty = true;
  }

  @Override
  public synchronized int total() {
    return queue ? known : Math.max(declared, mostLent);
  }

  /**
   * A pool gets most of what it lends back, or those who have the rest wait for more; and of a pool
   * that nobody has found empty it is not known what it has.
   */
  @Override
  public synchronized boolean isNone() {
    boolean sized = queue || declared > 0 || empty;
    return other || !sized || returned < 2L * kept();
  }

  private int kept() {
    int kept = 0;
    for (Map.Entry<ThreadState, Integer> e : out.entrySet()) {
      boolean waits = e.getKey().wait.kind() == Waits.QUEUE && e.getKey().wait.on() == of.get();
      kept += waits ? 0 : e.getValue();
    }
    return kept;
  }

  @Override
  public boolean isLate() {
    return true;
  }
}
