package example.order;

import static example.order.unseen.Turns.inTurn;

import example.order.unseen.Turns;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Edges of executors and tasks: fields ending in Clean are ordered, those in Racy are not. */
public final class TaskEdges {

  static int submitClean;
  static int executeClean;
  static int getClean;
  static int isDoneClean;
  static int noGetRacy;
  static int afterSubmitRacy;
  static int submittersRacy;
  static int failedGetClean;
  static int invokeAllClean;
  static int invokeAnyClean;
  static int completionServiceClean;
  static int terminationClean;
  static int noTerminationRacy;
  static int periodicClean;
  static int scheduledClean;
  static int subclassClean;
  static int timerClean;
  static int timerRacy;
  static int latchClean;
  static int latchRacy;
  static int callerRunsClean;
  static int methodReferenceClean;

  private TaskEdges() {}

  public static void main(String[] args) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    submit(pool);
    groups(pool);
    noEdges(pool);
    terminate(pool);
    scheduled();
    timer();
    latches();
  }

  private static void submit(ExecutorService pool) throws Exception {
    for (int i = 0; i < 4; i++) {
      submitClean++;
      pool.submit(() -> submitClean++).get();
    }
    for (int i = 0; i < 4; i++) {
      executeClean++;
      CountDownLatch ran = new CountDownLatch(1);
      pool.execute(
          () -> {
            executeClean++;
            ran.countDown();
          });
      ran.await();
    }
    Future<Integer> f = pool.submit(() -> getClean = 7);
    int got = f.get(5, TimeUnit.SECONDS);
    getClean += got;
    Future<?> g = pool.submit(() -> isDoneClean++);
    while (!g.isDone()) {
      Turns.pause(1);
    }
    isDoneClean++;
    Future<?> failing =
        pool.submit(
            () -> {
              failedGetClean++;
              throw new IllegalStateException();
            });
    try {
      failing.get();
    } catch (java.util.concurrent.ExecutionException e) {
      failedGetClean++;
    }
    FutureTask<Integer> own =
        new FutureTask<>(() -> subclassClean++) {
          @Override
          protected void set(Integer v) {
            subclassClean++;
            super.set(v);
          }
        };
    pool.execute(own);
    own.get();
    subclassClean++;
  }

  private static void groups(ExecutorService pool) throws Exception {
    int[] cells = new int[4];
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < cells.length; i++) {
      int at = i;
      tasks.add(() -> cells[at] = at);
    }
    pool.invokeAll(tasks);
    invokeAllClean = cells[0] + cells[1] + cells[2] + cells[3];
    invokeAnyClean = 1;
    invokeAnyClean = pool.invokeAny(List.of(() -> invokeAnyClean));
    ExecutorCompletionService<Integer> service = new ExecutorCompletionService<>(pool);
    for (int i = 0; i < 3; i++) {
      completionServiceClean++;
      service.submit(() -> completionServiceClean++);
      service.take();
      completionServiceClean++;
    }
  }

  private static void noEdges(ExecutorService pool) {
    pool.submit(() -> noGetRacy++);
    Turns.pause(50);
    noGetRacy++;
    pool.submit(
        () -> {
          Turns.pause(50);
          afterSubmitRacy++;
        });
    afterSubmitRacy++;
    Turns.pause(100);
    Runnable one = () -> {};
    Runnable two = () -> {};
    inTurn(
        () -> {
          submittersRacy++;
          pool.execute(one);
        },
        () -> {
          pool.execute(two);
          submittersRacy++;
        });
  }

  private static void terminate(ExecutorService pool) throws Exception {
    pool.execute(() -> terminationClean++);
    pool.shutdown();
    if (pool.awaitTermination(5, TimeUnit.SECONDS)) {
      terminationClean++;
    }
    ExecutorService other = Executors.newSingleThreadExecutor();
    other.execute(() -> noTerminationRacy++);
    other.shutdown();
    Turns.pause(100);
    noTerminationRacy++;
    ExecutorService third = Executors.newCachedThreadPool();
    third.execute(() -> callerRunsClean++);
    third.shutdown();
    while (!third.isTerminated()) {
      Turns.pause(1);
    }
    callerRunsClean++;
  }

  private static void scheduled() throws Exception {
    ScheduledExecutorService pool = Executors.newScheduledThreadPool(3);
    scheduledClean++;
    pool.schedule(() -> scheduledClean++, 5, TimeUnit.MILLISECONDS).get();
    scheduledClean++;
    CountDownLatch runs = new CountDownLatch(20);
    pool.scheduleAtFixedRate(
        () -> {
          periodicClean++;
          runs.countDown();
        },
        0,
        1,
        TimeUnit.MILLISECONDS);
    for (int i = 0; i < 5; i++) {
      pool.submit(() -> Turns.pause(2));
    }
    runs.await();
    pool.shutdownNow();
  }

  private static void timer() {
    Timer timer = new Timer(true);
    CountDownLatch ran = new CountDownLatch(1);
    Turns.pause(20); // the timer's thread runs already
    timerClean++;
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            timerClean++;
            timerRacy++;
            ran.countDown();
          }
        },
        20);
    timerRacy++;
    try {
      ran.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    timer.cancel();
  }

  private static void latches() {
    CountDownLatch latch = new CountDownLatch(2);
    Runnable down = latch::countDown;
    inTurn(
        () -> {
          latchClean++;
          latch.countDown();
          latchRacy++;
        },
        () -> {
          methodReferenceClean++;
          down.run();
        },
        () -> {
          latch.await();
          latchClean++;
          methodReferenceClean++;
          latchRacy++;
        });
  }
}
