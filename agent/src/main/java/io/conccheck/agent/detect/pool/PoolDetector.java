package io.conccheck.agent.detect.pool;

import com.google.auto.service.AutoService;
import io.conccheck.agent.boot.PoolEvents;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.spi.AgentContext;
import io.conccheck.agent.spi.Detector;
import io.conccheck.agent.spi.Exit;
import io.conccheck.agent.spi.Option;
import io.conccheck.agent.spi.Ticker;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Pools and timers that nobody shuts down. */
@AutoService(Detector.class)
public final class PoolDetector extends PoolEvents implements Detector {

  private static final Option LINGER =
      new Option("linger", "5s", "how long idle pools alone may keep the program alive");

  private static final long LOOK_MILLIS = 250;

  private final Pools pools = new Pools();
  private PoolsAtExit atExit; // set before the first event
  private Lingering lingering; // set before the first event
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
    Set<Module> self = Set.of(PoolDetector.class.getModule());
    context
        .instrumentation()
        .redefineModule(
            Object.class.getModule(),
            Set.of(),
            Map.of(),
            Map.of("java.util.concurrent", self, "java.util", self),
            Set.of(),
            Map.of());
    ticker = context.ticker();
    atExit = new PoolsAtExit(pools, context.reports());
    lingering = new Lingering(pools, context.reports(), context.options().millis(LINGER));
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
              }
            });
      }
    }
  }

  @Override
  public void exiting(Exit phase) {
    lingering.stop();
    if (phase == Exit.BEGIN) {
      atExit.begin();
    } else {
      atExit.end();
    }
  }
}
