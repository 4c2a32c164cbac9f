package io.conccheck.agent.detect.deadlock.claims;

import java.lang.ref.WeakReference;

/**
 * What is known of a pool by what went out of it and came back. Whether it is one, and how many
 * units it has, only the whole run shows. Its monitor guards all; nothing else is taken inside it.
 */
final class Pooled implements Supply {

  private static final int MOST = 10_000; // elements: nobody fills a pool with more

  private final WeakReference<Object> of;
  private final boolean queue;
  private final int declared; // units in all, 0 if nobody says
  private final Loans loans = new Loans();
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

  /** True if nothing can come back to it any more: it is no pool or no longer there. */
  synchronized boolean isOver() {
    return other || of.get() == null;
  }

  /** A new element comes in; false if that shows that it is no pool. */
  synchronized boolean adds() {
    known++;
    return !drawn && known <= MOST;
  }

  synchronized void lends(Borrower to, int units) {
    drawn = true;
    lent += units;
    mostLent = Math.max(mostLent, lent);
    loans.add(to, units);
  }

  synchronized void getsBack(Borrower from, int units) {
    int back = loans.remove(from, units);
    returned += back;
    lent -= back;
  }

  /** How many the thread has. */
  synchronized int out(Borrower b) {
    return loans.of(b);
  }

  /** How many threads it remembers. */
  synchronized int threads() {
    return loans.size();
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
   * that nobody has found empty it is not known what it has. Jobs that are put back to be tried
   * again leave their queue for good in the end, and those who did them end with them in hand.
   */
  @Override
  public synchronized boolean isNone() {
    boolean sized = queue || declared > 0 || empty;
    boolean usedUp = queue && loans.left() > 0;
    return other || !sized || usedUp || returned < 2L * loans.kept(of.get());
  }

  @Override
  public boolean isLate() {
    return true;
  }
}
