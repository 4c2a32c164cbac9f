package io.conccheck.agent.detect.task;

import com.google.auto.service.AutoService;
import io.conccheck.agent.boot.TaskEvents;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.WeakIdentityMap;
import io.conccheck.agent.spi.AgentContext;
import io.conccheck.agent.spi.Detector;
import io.conccheck.agent.spi.Exit;
import io.conccheck.agent.spi.Reports;
import io.conccheck.agent.spi.Ticker;
import java.lang.reflect.Field;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableScheduledFuture;

/**
 * Tasks whose failure nobody reads: told when their future is garbage, so that nobody can read it
 * any more, or when the JVM ends. A periodic task that fails never runs again, which is told at
 * once.
 */
@AutoService(Detector.class)
public final class TaskDetector extends TaskEvents implements Detector {

  private static final long LOOK_MILLIS = 500;

  private final Unread failures = new Unread();
  private final WeakIdentityMap oneOfMany = new WeakIdentityMap();
  private final WeakIdentityMap handedIn = new WeakIdentityMap(); // fork/join tasks
  private final Origins origins = new Origins();
  private Stages stages; // set before the first event
  private Reports reports; // set before the first event
  private Ticker ticker;
  private Field waiters;
  private boolean ticking; // guarded by this

  @Override
  public String name() {
    return "task";
  }

  @Override
  public void start(AgentContext context) throws ReflectiveOperationException {
    context.open("java.util.concurrent", "jdk.internal.access", "jdk.internal.reflect");
    waiters = FutureTask.class.getDeclaredField("waiters");
    waiters.setAccessible(true);
    stages = new Stages(failures, origins);
    reports = context.reports();
    ticker = context.ticker();
    sink = this;
  }

  @Override
  public void given(Class<?> function, Throwable here) {
    origins.add(function, here, Threads.current().info);
  }

  @Override
  public void failing(Object task, Throwable failure) {
    FutureTask<?> future = (FutureTask<?>) task;
    if (future.isCancelled()) {
      return;
    }
    Failure f =
        oneOfMany.remove(task) != null
            ? null
            : Failure.of(task, failure, Threads.current().info, failures.garbage());
    if (f == null) {
      return;
    }
    f.from(origins);
    if (!(task instanceof RunnableScheduledFuture<?> scheduled) || !scheduled.isPeriodic()) {
      failures.add(task, f);
      startTicking();
    } else if (!hasReader(task)) {
      reports.report(() -> PeriodicTaskDied.of(f));
    }
  }

  @Override
  public void oneOfMany(Object task) {
    oneOfMany.put(task, Boolean.TRUE);
  }

  @Override
  public void handedIn(Object task) {
    handedIn.put(task, Boolean.TRUE);
  }

  /** A task that another one forks fails together with that one, or on purpose unseen. */
  @Override
  public void forkFailing(Object task, Throwable failure) {
    if (handedIn.remove(task) == null) {
      return;
    }
    Failure f = Failure.ofFork(task, failure, Threads.current().info, failures.garbage());
    if (f != null) {
      failures.add(task, f.from(origins));
      startTicking();
    }
  }

  /** True if a thread waits for the outcome at this moment. */
  private boolean hasReader(Object task) {
    try {
      return waiters.get(task) != null;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("not opened: " + waiters, e);
    }
  }

  @Override
  public void failed(Object task) {
    if (((FutureTask<?>) task).isCancelled()) {
      failures.remove(task);
    }
  }

  /** Who gives many tasks at once waits for them all; their outcomes are still to be read. */
  @Override
  public void read(Object task) {
    if (failures.has(task) && !Unread.isInvokeAll(new Throwable())) {
      failures.remove(task);
    }
  }

  /** The JVM's own handler prints the stack and goes on; a handler of the program knows better. */
  @Override
  public void uncaught(Thread thread, Throwable thrown) {
    boolean handled =
        Thread.getDefaultUncaughtExceptionHandler() != null
            || thread.getUncaughtExceptionHandler().getClass() != ThreadGroup.class;
    Failure f =
        handled
            ? null
            : Failure.of(thrown, Failure.POOL, Threads.current().info, failures.garbage());
    if (f != null) {
      f.from(origins);
      reports.report(() -> UnreadTaskFailure.uncaught(f));
    }
  }

  @Override
  public void ranByCaller(Thread unstarted) {
    Throwable here = new Throwable();
    if (CallerRanTask.isMistake(here)) {
      reports.report(CallerRanTask.of(unstarted, here, Threads.current().info));
    }
  }

  @Override
  public void timerDying(Throwable failure) {
    Failure f = Failure.of(failure, Failure.TIMER, Threads.current().info, failures.garbage());
    if (f != null) {
      f.from(origins);
      reports.report(() -> PeriodicTaskDied.withTimer(f));
    }
  }

  @Override
  public void stageFailing(Object stage, Throwable failure) {
    if (stages.failing(stage, failure, Threads.current().info)) {
      startTicking();
    }
  }

  @Override
  public void stageGiven(Object stage, Throwable failure) {
    if (stages.given(stage, failure, Threads.current().info)) {
      startTicking();
    }
  }

  @Override
  public void stageRefused(Throwable failure) {
    stages.refused(failure);
  }

  @Override
  public void stageFollows(Object stage, Throwable failure) {
    stages.follows(stage, failure);
  }

  @Override
  public void stageRead(Object stageOrOutcome) {
    stages.read(stageOrOutcome);
  }

  @Override
  public void stageJoined(Object stage) {
    stages.joined(stage);
  }

  private synchronized void startTicking() {
    if (!ticking) {
      ticking = true;
      ticker.every(
          LOOK_MILLIS,
          "the look at failed tasks",
          new Runnable() {
            @Override
            public void run() {
              lookForGarbage();
            }
          });
    }
  }

  private void lookForGarbage() {
    for (Failure f : failures.takeGarbage()) {
      reports.report(() -> UnreadTaskFailure.of(f));
    }
  }

  @Override
  public void exiting(Exit phase) {
    if (phase.last()) {
      for (Failure f : failures.takeAll()) {
        reports.report(() -> UnreadTaskFailure.of(f));
      }
    }
  }
}
