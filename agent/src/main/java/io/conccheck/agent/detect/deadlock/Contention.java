package io.conccheck.agent.detect.deadlock;

import io.conccheck.agent.boot.LockUses;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.spi.Reports;
import io.conccheck.agent.state.Tables;
import io.conccheck.agent.state.ThreadBean;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums up, by the locks' names, what the threads counted and what the looks at them saw. Threads
 * tell for themselves when they end; the looks come from the ticker's thread.
 */
final class Contention {

  private static final String OWN = "io.conccheck.agent.";
  private static final int MOST = 200; // names
  private static final int TOLD = 50;
  private static final int MOST_LOOKED_AT = 16; // threads at once

  /** What is known of the locks of one name; times in nanoseconds. */
  private static final class Row implements Comparable<Row> {
    final String lock;
    long acquisitions;
    long contended;
    long waited;
    long held;
    long seen; // waits that looks saw, none of them short
    long seenWaited;
    long longest;

    Row(String lock) {
      this.lock = lock;
    }

    /** What was waited for longest comes first. */
    @Override
    public int compareTo(Row o) {
      int byWait = Long.compare(o.waitedMillis(), waitedMillis());
      int byHold = byWait != 0 ? byWait : Long.compare(o.held, held);
      return byHold != 0 ? byHold : lock.compareTo(o.lock);
    }

    long waitedMillis() {
      return Math.max(waited, seenWaited) / 1_000_000;
    }
  }

  private final Map<String, Row> rows = new HashMap<>(); // guarded by this
  private Map<Long, Long> blocked = new HashMap<>(); // thread to wait; guarded by this
  private Map<Long, Long> blockedBefore = new HashMap<>(); // guarded by this
  private long lastLook; // guarded by this
  private long sinceLook; // guarded by this
  private int looks; // guarded by this
  private final ThreadBean bean = new ThreadBean(); // guarded by this

  Contention() {
    LockUses.enabled = true;
  }

  /** The field in which the lock lives, if the place tells one, or else its class. */
  static String name(int site, Object lock) {
    String field = site == 0 ? null : Tables.SITES.at(site).target();
    return field != null ? field : LockNode.typeOf(lock);
  }

  private static String name(LockUses.Use u) {
    String field = u.site == 0 ? null : Tables.SITES.at(u.site).target();
    return field != null ? field : LockNode.typeOf(u.type, u.ofClass);
  }

  private Row row(String name) {
    Row r = rows.get(name);
    if (r == null && rows.size() < MOST) {
      r = new Row(name);
      rows.put(name, r);
    }
    return r;
  }

  /** Adds what a thread has counted. Call once for each thread. */
  synchronized void add(ThreadState ts) {
    LockUses uses = ts.held.uses();
    for (LockUses.Use u : uses == null ? new LockUses.Use[0] : uses.all()) {
      Row r = row(name(u));
      if (r != null && u.timed > 0) {
        double share = (double) u.acquisitions / u.timed;
        r.acquisitions += u.acquisitions;
        r.contended += (long) (u.contended * share);
        r.waited += (long) (u.waited * share);
        r.held += (long) (u.held * share);
      } else if (r != null) {
        r.acquisitions += u.acquisitions;
      }
    }
  }

  /** A wait is over that was seen to last. */
  synchronized void waited(String name, long nanos) {
    Row r = row(name);
    if (r != null && nanos > 0) {
      r.seen++;
      r.seenWaited += nanos;
      r.longest = Math.max(r.longest, nanos);
    }
  }

  /** A wait at the entry of a synchronized method is over; the looks have summed it up. */
  synchronized void lasted(String name, long nanos) {
    Row r = row(name);
    if (r != null) {
      r.longest = Math.max(r.longest, nanos);
    }
  }

  /**
   * Looks at threads without a record which wait at the entry of a synchronized method. Of many
   * only some are looked at, each time others, and stand for all.
   */
  synchronized void look(ThreadState[] threads, long now) {
    blockedBefore = blocked;
    blocked = new HashMap<>();
    sinceLook = lastLook == 0 ? 0 : now - lastLook;
    lastLook = now;
    int waiting = 0;
    for (ThreadState ts : threads) {
      waiting += isBlocked(ts) ? 1 : 0;
    }
    int stride = (waiting + MOST_LOOKED_AT - 1) / MOST_LOOKED_AT;
    int n = stride == 0 ? 0 : looks++ % stride;
    for (ThreadState ts : threads) {
      if (stride > 0 && isBlocked(ts) && n++ % stride == 0) {
        look(ts, stride);
      }
    }
  }

  private static boolean isBlocked(ThreadState ts) {
    Thread t = ts.wait.kind() != 0 || ts.info.virtual ? null : ts.thread();
    return t != null && t.getState() == Thread.State.BLOCKED;
  }

  private void look(ThreadState ts, int share) {
    ThreadInfo info = bean.info(ts.info.id, 1);
    if (info == null
        || info.getThreadState() != Thread.State.BLOCKED
        || info.getLockInfo() == null
        || info.getStackTrace().length == 0) {
      return;
    }
    String type = info.getLockInfo().getClassName();
    if (type.startsWith(OWN)) {
      return; // who ends the JVM waits for a look
    }
    if (type.equals("java.lang.Class")) {
      type = info.getStackTrace()[0].getClassName() + ".class";
    }
    Row r = row(type);
    if (r != null) {
      Long wait = info.getBlockedCount();
      blocked.put(ts.info.id, wait);
      r.seen += wait.equals(blockedBefore.get(ts.info.id)) ? 0 : 1;
      r.seenWaited += sinceLook * share; // of many such looks the sum is right
    }
  }

  /** The program ends: the table goes to the log. */
  synchronized void finish(Reports reports) {
    for (ThreadState ts : Threads.all()) {
      add(ts);
    }
    List<Row> sorted = new ArrayList<>(rows.values());
    Collections.sort(sorted);
    List<Map<String, Object>> told = new ArrayList<>();
    for (Row r : sorted.subList(0, Math.min(TOLD, sorted.size()))) {
      Map<String, Object> row = new HashMap<>();
      row.put("lock", r.lock);
      row.put("acquisitions", r.acquisitions);
      row.put("contended", Math.max(r.contended, r.seen));
      row.put("waitedMillis", r.waitedMillis());
      row.put("heldMillis", r.held / 1_000_000);
      row.put("longestMillis", r.longest / 1_000_000);
      told.add(row);
    }
    if (!told.isEmpty()) {
      reports.event("lock-contention", Map.of("locks", told));
    }
    rows.clear();
  }
}
