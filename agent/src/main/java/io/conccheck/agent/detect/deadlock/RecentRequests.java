package io.conccheck.agent.detect.deadlock;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The requests that one thread made lately, which the graph need not see again, by a hash of all
 * that tells them apart. A thread that goes round among many locks gets a larger table, as far as
 * the entries that all threads share go. Used by its thread alone.
 */
final class RecentRequests {

  private static final int SMALL = 256;
  private static final int LARGE = 1 << 17;

  private static final int NODES = 64;
  private static final int PLACES = 64;
  private static final int FLOOD = 1_000; // new requests between the same places

  private final AtomicInteger spare;
  private final LockNode[] nodes = new LockNode[NODES]; // the last at each place
  private final LockKinds.Kind[] kinds = new LockKinds.Kind[NODES]; // the last at each place
  private final long[] settled = new long[PLACES]; // kinds of which enough is known
  private final int[] settledAt = new int[PLACES];
  private final long[] places = new long[PLACES];
  private final int[] counts = new int[PLACES]; // of new requests between those
  private long[] keys = new long[SMALL];
  private int misses;

  /**
   * Makes an empty table.
   *
   * @param spare entries that all threads together may still add, 8 bytes each
   */
  RecentRequests(AtomicInteger spare) {
    this.spare = spare;
  }

  /** The node of that lock if the thread met it last where it meets it now, or null. */
  LockNode node(Object lock, int site) {
    int i = site & NODES - 1;
    LockNode n = nodes[i];
    if (n == null || !n.isOf(lock)) {
      n = nodes[i ^ 1];
    }
    return n != null && n.isOf(lock) ? n : null;
  }

  /** The thread met that lock there. */
  void met(LockNode node, int site) {
    int i = site & NODES - 1;
    nodes[i ^ 1] = nodes[i]; // the older of the two goes
    nodes[i] = node;
  }

  /** The kind of locks of that class, one of which the thread meets there. */
  LockKinds.Kind kind(Class<?> type, int site, LockKinds all) {
    int i = site & NODES - 1;
    LockKinds.Kind k = kinds[i];
    if (k == null || !k.isOf(type)) {
      k = kinds[i ^ 1];
      if (k == null || !k.isOf(type)) {
        k = all.of(type);
        kinds[i ^ 1] = kinds[i];
        kinds[i] = k;
      }
    }
    return k;
  }

  /** True if enough is known of requests between those kinds, at that count of cycles. */
  boolean isSettled(long between, int cycles) {
    int i = (int) (between ^ between >>> 32) & PLACES - 1;
    return settled[i] == between && settledAt[i] == cycles;
  }

  /** Enough is known of requests between those kinds, at that count of cycles. */
  void settle(long between, int cycles) {
    int i = (int) (between ^ between >>> 32) & PLACES - 1;
    settled[i] = between;
    settledAt[i] = cycles;
  }

  /** Counts a new request between places; true if there are ever more of such. */
  boolean isFlood(long between) {
    int i = (int) (between ^ between >>> 32) & PLACES - 1;
    if (places[i] != between) {
      places[i] = between;
      counts[i] = 0;
    }
    return ++counts[i] > FLOOD;
  }

  /** True if the request was made lately; from now on it was. */
  boolean contains(long key) {
    int i = place(key);
    if (keys[i] == key || keys[i ^ 1] == key) {
      return true;
    }
    if (++misses > keys.length) {
      grow();
      i = place(key);
    }
    put(i, key);
    return false;
  }

  private int place(long key) {
    return (int) (key ^ key >>> 32) & (keys.length - 1);
  }

  private void put(int i, long key) {
    keys[i ^ 1] = keys[i]; // the older of the two goes
    keys[i] = key;
  }

  private void grow() {
    misses = 0;
    int more = keys.length;
    if (more >= LARGE) {
      return;
    }
    if (spare.addAndGet(-more) < 0) {
      spare.addAndGet(more);
      return;
    }
    long[] old = keys;
    keys = new long[2 * more];
    for (long key : old) {
      put(place(key), key);
    }
  }

  /** The thread ends: others may have its entries. */
  void end() {
    spare.addAndGet(keys.length - SMALL);
    keys = new long[SMALL];
  }
}
