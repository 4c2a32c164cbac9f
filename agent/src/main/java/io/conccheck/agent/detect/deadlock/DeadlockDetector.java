package io.conccheck.agent.detect.deadlock;

import com.google.auto.service.AutoService;
import io.conccheck.agent.boot.LockEvents;
import io.conccheck.agent.boot.Locks;
import io.conccheck.agent.boot.Order;
import io.conccheck.agent.boot.ReadWriteHolds;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Waits;
import io.conccheck.agent.detect.deadlock.claims.Claims;
import io.conccheck.agent.detect.deadlock.claims.Units;
import io.conccheck.agent.detect.deadlock.hang.Watchdog;
import io.conccheck.agent.spi.AgentContext;
import io.conccheck.agent.spi.Detector;
import io.conccheck.agent.spi.Exit;
import io.conccheck.agent.spi.Option;
import io.conccheck.agent.spi.Reports;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Predicts deadlocks from the order in which threads take locks. */
@AutoService(Detector.class)
public final class DeadlockDetector extends LockEvents implements Detector {

  private static final int MAX_EDGES = 60_000;
  private static final int MAX_THREADS = 8_192;

  private LockGraph graph; // set before the first event
  private Reports reports; // set before the first event
  private Contention contention; // set before the first event
  private LongHolds longHolds; // null if the option says never; set before the first event
  private Cycles cycles; // set before the first event
  private Watchdog watchdog; // null if the option says never; set before the first event
  private Claims claims; // set before the first event
  private LeftLocked leftLocked; // set before the first event

  @Override
  public String name() {
    return "deadlock";
  }

  @Override
  public List<Option> options() {
    return List.of(
        Watchdog.PERIOD, Watchdog.ACTION, LongHolds.LIMIT, Claims.DECLARED, Units.RESOURCE);
  }

  @Override
  public void start(AgentContext context) throws ReflectiveOperationException {
    reports = context.reports();
    graph = new LockGraph(MAX_EDGES, MAX_THREADS);
    cycles = new Cycles(context.reports(), graph);
    leftLocked = new LeftLocked(context.reports());
    Order.enabled = true;
    watchdog = Watchdog.start(context, graph);
    contention = new Contention();
    long limit = context.options().millis(LongHolds.LIMIT);
    if (limit > 0) {
      longHolds = new LongHolds(reports, limit, contention);
      Waits.enabled = true;
      context
          .ticker()
          .every(
              Math.max(1, limit / LongHolds.LOOKS), "the look at locks held for long", longHolds);
    }
    claims = new Claims(reports, context.options());
    new Units(claims, context.options());
    LockEvents.sink = this;
  }

  @Override
  public void asking(ThreadState ts, Object lock, int mode, int site) {
    List<List<Request>> closed = graph.request(ts, lock, mode, site);
    if (!closed.isEmpty()) {
      cycles.add(closed);
    }
  }

  @Override
  public void mustRetake(ThreadState ts, Object lock, int mode, int site) {
    asking(ts, lock, mode, site);
  }

  @Override
  public void releasedUnheld(ThreadState ts, Object lock, int mode, int site) {
    boolean unheld =
        lock instanceof ReentrantLock r
            ? !r.isHeldByCurrentThread()
            : ReadWriteHolds.surelyUnheld(lock, mode);
    if (unheld) {
      releasedWrongly(ts, lock, mode);
    }
    boolean owned = lock instanceof ReentrantLock || LockNode.isReadWrite(lock);
    if (mode != Locks.MONITOR && !owned) {
      graph.node(lock).handedOver = true;
    }
  }

  @Override
  public void releasedInside(ThreadState ts, Object semaphore, Object lock) {
    graph.node(semaphore).endsUnder = graph.node(lock);
  }

  @Override
  public void releasedWrongly(ThreadState ts, Object lock, int mode) {
    boolean triedInVain = ts.refused == System.identityHashCode(lock);
    String thread = ts.info.label();
    Throwable stack = new Throwable();
    boolean handedIn = HandedIn.isToRunningMethod();
    reports.report(() -> UnlockWithoutLock.finding(thread, stack, triedInVain, handedIn));
  }

  @Override
  public void taking(ThreadState ts) {
    claims.taking(ts);
    if (ts.held.size() == 0) {
      graph.taking(ts);
    }
  }

  @Override
  public void ending(ThreadState ts) {
    graph.ending(ts);
    claims.ending(ts);
    contention.add(ts);
    if (ts.held.size() > 0) {
      leftLocked.ending(ts);
    }
  }

  @Override
  public void exiting(Exit phase) {
    if (watchdog != null && phase.last()) {
      watchdog.finish();
    }
    cycles.finish();
    claims.finish();
    if (longHolds != null) {
      longHolds.finish();
    }
    if (phase.last()) {
      leftLocked.exiting();
      contention.finish(reports);
    }
  }
}
