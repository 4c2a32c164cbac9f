package io.conccheck.agent.detect.deadlock;

import io.conccheck.agent.boot.HeldLocks;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.Waits;
import io.conccheck.agent.spi.Frames;
import io.conccheck.agent.spi.Reports;
import io.conccheck.agent.state.HeldView;
import io.conccheck.agent.state.Sites;
import io.conccheck.agent.state.Tables;
import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Frame;
import io.conccheck.findings.Location;
import io.conccheck.findings.LockRef;
import io.conccheck.findings.Origin;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Subject;
import io.conccheck.findings.Trace;
import java.util.List;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Locks that a thread holds when it ends. Only of locks that belong to their thread: what a
 * semaphore, a stamped lock or a lock of the program's own has given, another thread may give back.
 */
final class LeftLocked {

  private final Reports reports;

  LeftLocked(Reports reports) {
    this.reports = reports;
  }

  /** The thread ends and still holds something. Called on it. */
  void ending(ThreadState ts) {
    for (int i = 0; i < ts.held.size(); i++) {
      Object lock = ts.held.lock(i);
      boolean held = !(lock instanceof ReentrantLock r) || r.isHeldByCurrentThread();
      if (held && belongsToThread(lock)) {
        tell(ts, i, "has ended");
      }
    }
  }

  /**
   * The program ends. Who is in the middle of something may hold locks; a worker without a task has
   * come to the end of the one that took them.
   */
  void exiting() {
    for (ThreadState ts : Threads.all()) {
      boolean idle =
          ts.held.size() > 0
              && ts.wait.kind() == Waits.QUEUE
              && ts.pool instanceof ThreadPoolExecutor p
              && p.getQueue() == ts.wait.on();
      for (int i = 0; idle && i < ts.held.size(); i++) {
        Object lock = ts.held.lock(i);
        boolean held = !(lock instanceof ReentrantLock r) || r.isLocked();
        if (lock != null && held && belongsToThread(lock)) {
          tell(ts, i, "is idle at the program's end");
        }
      }
    }
  }

  private void tell(ThreadState ts, int i, String how) {
    HeldLocks held = ts.held;
    LockRef ref = HeldView.ref(held.lock(i), held.mode(i), held.site(i));
    Sites.Site site = Tables.SITES.at(held.site(i));
    String symbol = site.target() != null ? site.target() : LockNode.typeOf(held.lock(i));
    LockRef named = new LockRef(ref.kind(), ref.owner(), symbol, ref.site());
    List<Frame> created = ts.info.createdAt == null ? List.of() : Frames.of(ts.info.createdAt);
    boolean unknown = held.site(i) == 0 && !created.isEmpty();
    reports.report(finding(ts, named, unknown ? created.get(0) : site.frame(), created, how));
  }

  private static boolean belongsToThread(Object lock) {
    return lock instanceof ReentrantLock
        || LockNode.typeOf(lock).equals(ReentrantReadWriteLock.class.getName());
  }

  private static Finding finding(
      ThreadState ts, LockRef lock, Frame site, List<Frame> created, String how) {
    return Finding.of(LockNotReleased.ID, Severity.ERROR, Confidence.OBSERVED, Origin.RUNTIME)
        .message(
            "`"
                + ts.info.label()
                + "` "
                + how
                + " and left `"
                + lock.symbol()
                + "` locked"
                + (lock.site() == null
                    ? ""
                    : ", which it took in `" + site.symbol().replace('#', '.') + "`"))
        .help("Let the lock go in a `finally` block right after it was taken.")
        .location(Location.of(site, lock.symbol()))
        .subject(Subject.locks(List.of(lock.symbol())))
        .trace(
            new Trace(Trace.HOLDER, ts.info.label(), created, List.of(lock), List.of(site), null))
        .build();
  }
}
