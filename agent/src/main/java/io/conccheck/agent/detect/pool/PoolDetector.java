package io.conccheck.agent.detect.pool;

import com.google.auto.service.AutoService;
import io.conccheck.agent.boot.PoolEvents;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.spi.AgentContext;
import io.conccheck.agent.spi.Detector;
import io.conccheck.agent.spi.Exit;
import io.conccheck.agent.spi.Option;
import io.conccheck.agent.spi.Reports;
import io.conccheck.agent.spi.Ticker;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** Pools and timers that nobody shuts down. */
@AutoService(Detector.class)
public final class PoolDetector extends PoolEvents implements Detector {

  private static final Option LINGER =
      new Option("linger", "5s", "how long idle pools alone may keep the program alive");

  private static final long LOOK_MILLIS = 250;

  private static final int LAST_TASK = ThreadState.slot();

  private final Pools pools = new Pools();
  private final Refusals refusals = new Refusals();
  private final Handlers handlers = new Handlers();
  private PoolsAtExit atExit; // set before the first event
  private Lingering lingering; // set before the first event
  private GrowingPools growing; // set before the first event
  private Reports reports; // set before the first event
  private Ticker ticker;
  private boolean ticking; // guarded by this

  @Override
  public String name() {
    return "pool";
  }

  @Override
  public List<Option> options() {
    return List.of(LINGER);
  }

  @Override
  public void start(AgentContext context) {
    context.open(
        "java.util.concurrent", "java.util", "jdk.internal.access", "jdk.internal.reflect");
    ticker = context.ticker();
    reports = context.reports();
    long linger = context.options().millis(LINGER);
    atExit = new PoolsAtExit(pools, reports, linger);
    lingering = new Lingering(pools, reports, linger);
    growing = new GrowingPools(pools, reports);
    sink = this;
  }

  @Override
  public void made(Object pool) {
    pools.add(pool, new Throwable(), Threads.current().info);
    synchronized (this) {
      if (!ticking) {
        ticking = true;
        ticker.every(
            LOOK_MILLIS,
            "the look at idle pools",
            new Runnable() {
              @Override
              public void run() {
                lingering.look();
                growing.look();
                tellGone();
              }
            });
      }
    }
  }

  private void tellGone() {
    for (Made made : pools.takeGone()) {
      reports.report(PoolNotShutDown.gone(made));
    }
  }

  /** What a thread has given to a pool last; its own, so it needs no guard. */
  private record Given(Object task, Made pool) {}

  @Override
  public void executing(Object pool, Object task) {
    Made made = pools.find(pool);
    ThreadState ts = Threads.current();
    if (made != null) {
      made.turns.given(pool, ts.info);
    }
    ts.put(LAST_TASK, made == null ? null : new Given(task, made));
  }

  @Override
  public void awaitingTask(Object task) {
    ThreadState ts = Threads.current();
    if (ts.get(LAST_TASK) instanceof Given given && given.task == task) {
      ts.put(LAST_TASK, null);
      given.pool.turns.awaited(ts.info);
    }
  }

  @Override
  public void awaitedInVain(Object pool) {
    Made made = pools.find(pool);
    if (made != null && !PoolState.of(pool).shutDown()) {
      made.vain = Use.here(Threads.current().info);
    }
  }

  @Override
  public void working(Object pool) {
    Made made = pools.find(pool);
    if (made == null) {
      return;
    }
    made.used = true;
    ThreadState ts = Threads.current();
    if (ts.info.virtual && !made.keepsVirtual && !(pool instanceof ScheduledThreadPoolExecutor)) {
      made.keepsVirtual = true;
      if (!made.isJdks()) {
        reports.report(PooledVirtualThreads.of(made));
      }
    }
  }

  /** A thread that waits for others to end the pool may well wait in vain for a while. */
  @Override
  public void shuttingDown(Object pool) {
    Made made = pools.find(pool);
    if (made == null) {
      return;
    }
    made.ended = true;
    Use vain = made.vain;
    if (vain != null) {
      made.vain = null;
      if (vain.thread() == Threads.current().info) {
        reports.report(AwaitBeforeShutdown.of(made, vain));
      }
    }
  }

  @Override
  public void discarded(Object pool, Object task) {
    Made made = pools.find(pool);
    if (made != null && !PoolState.of(pool).shutDown()) {
      Use here = Use.here(Threads.current().info);
      reports.report(TaskRejectedUnseen.of(made, here, task instanceof FutureTask));
    }
  }

  @Override
  public void handed(Object pool, Object task, Object handler) {
    if (handlers.drops(handler)) {
      discarded(pool, task);
    }
  }

  /** A pool that was told to end refuses what nobody expects it to take. */
  @Override
  public void refused(Object pool) {
    Made made = pools.find(pool);
    if (made != null && !PoolState.of(pool).shutDown() && refusals.dropsNow()) {
      Use here = Use.here(Threads.current().info);
      reports.report(TaskRejectedUnseen.caught(made, here));
    }
  }

  @Override
  public void exiting(Exit phase) {
    lingering.stop();
    if (phase == Exit.BEGIN) {
      atExit.begin();
    } else {
      tellGone();
      atExit.end();
      pools.habits(reports);
    }
  }
}
