package io.conccheck.agent.install;

import io.conccheck.agent.boot.ExitEvents;
import io.conccheck.agent.spi.AgentContext;
import io.conccheck.agent.spi.Exit;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sees the JVM end. The JDK runs its system hooks one after the other ({@code java.lang.Shutdown}):
 * the console's, the application's, the one that deletes files. The application's is wrapped to see
 * where the sequence begins, and a slot behind all others is taken to see where it ends. That
 * serves {@code System.exit}, signals, the return of {@code main} and its uncaught exceptions
 * alike; {@code halt} and the exit code come by hooks.
 */
final class ExitWatch extends ExitEvents {

  /** The slot of the application's hooks. */
  private static final int APPLICATION = 1;

  /** The last of the JDK's ten slots. */
  private static final int LAST = 9;

  private final Agent agent;
  private final Thread starter = Thread.currentThread();
  private final boolean attached = starter.isDaemon(); // the JVM's own thread, not the launcher's
  private final AtomicInteger reached = new AtomicInteger(); // 1: begun, 2: ended or halted
  private final Map<Thread, Integer> asked = new ConcurrentHashMap<>();
  private volatile boolean mainFailed;

  private ExitWatch(Agent agent) {
    this.agent = agent;
  }

  /**
   * Takes its places in the shutdown sequence.
   *
   * @throws ReflectiveOperationException if this JDK's shutdown sequence is another
   */
  static void install(AgentContext context, Agent agent) throws ReflectiveOperationException {
    ExitWatch watch = new ExitWatch(agent);
    context.open("java.lang");
    ExitEvents.sink = watch;
    Class.forName("java.lang.ApplicationShutdownHooks"); // takes its slot when it is initialised
    Class<?> shutdown = Class.forName("java.lang.Shutdown");
    Field slots = shutdown.getDeclaredField("hooks");
    slots.setAccessible(true);
    Runnable[] hooks = (Runnable[]) slots.get(null);
    Runnable application = hooks[APPLICATION];
    if (hooks[LAST] != null) {
      throw new IllegalStateException("the last slot of the shutdown sequence is taken");
    }
    hooks[LAST] = watch.new Step(Exit.END, null);
    hooks[APPLICATION] = watch.new Step(Exit.BEGIN, application);
  }

  /** Of several threads that ask, the one that gets to run the sequence decides. */
  @Override
  public void exiting(int status) {
    asked.put(Thread.currentThread(), status);
  }

  @Override
  public void halting(int status) {
    reach(Exit.HALT, status);
  }

  @Override
  public void uncaught(Thread thread) {
    if (thread == starter || attached && thread.getName().equals("main")) {
      mainFailed = true;
    }
  }

  private void reach(Exit phase, int status) {
    int step = phase.last() ? 2 : 1;
    int before = reached.get();
    while (before < step) {
      if (reached.compareAndSet(before, step)) {
        int code = agent.exiting(phase);
        if (phase.last() && status == 0 && code != 0) {
          Runtime.getRuntime().halt(code);
        }
        return;
      }
      before = reached.get();
    }
  }

  /** The launcher's code for a program that ends by itself is 1 if {@code main} threw. */
  private int status() {
    Integer status = asked.get(Thread.currentThread());
    return status != null ? status : mainFailed ? 1 : 0;
  }

  /** One slot of the shutdown sequence. */
  private final class Step implements Runnable {
    private final Exit phase;
    private final Runnable then;

    Step(Exit phase, Runnable then) {
      this.phase = phase;
      this.then = then;
    }

    @Override
    public void run() {
      reach(phase, status());
      if (then != null) {
        then.run();
      }
    }
  }
}
