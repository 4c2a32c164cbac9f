package example.order;

import static example.order.unseen.Turns.await;
import static example.order.unseen.Turns.inTurn;
import static example.order.unseen.Turns.next;
import static example.order.unseen.Turns.together;

import java.util.AbstractList;
import java.util.RandomAccess;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Phaser;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.StampedLock;

/**
 * What becomes of a synchroniser or pool after a thread has come to it and before it gets through:
 * fields ending in Clean are ordered, those in Racy are not.
 */
public final class MiddleEdges {

  static int barrierClean;
  static int barrierRacy;
  static int phaserClean;
  static int phaserRacy;
  static int handedStampClean;
  static int handedStampRacy;
  static int failedClean;
  static int cancelledClean;
  static int failedRacy;
  static int periodicClean;
  static int fixedRateClean;
  static int invokedClean;
  static int siblingsRacy;

  private MiddleEdges() {}

  public static void main(String[] args) throws Exception {
    barrier();
    phaser();
    stamp();
    futures();
    decorated();
    invoked();
    periodic();
  }

  /** Who comes while the action runs waits in the next generation. */
  private static void barrier() {
    AtomicBoolean first = new AtomicBoolean(true);
    AtomicReference<Thread> third = new AtomicReference<>();
    CyclicBarrier barrier =
        new CyclicBarrier(
            2,
            () -> {
              if (first.getAndSet(false)) {
                next();
                awaitParked(third);
              }
            });
    together(
        () -> barrier.await(),
        () -> barrier.await(),
        () -> {
          await(1);
          third.set(Thread.currentThread());
          barrierClean++;
          barrier.await();
          barrierRacy++;
        },
        () -> {
          await(1);
          awaitParked(third);
          barrier.await();
          barrierClean++;
          barrierRacy++;
        });
  }

  /** Until that thread, which has yet to come, waits for the barrier's lock or in it. */
  private static void awaitParked(AtomicReference<Thread> thread) {
    while (thread.get() == null || thread.get().getState() != Thread.State.WAITING) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** The phase that is awaited is long over, and so is the next one. */
  private static void phaser() {
    Phaser phaser = new Phaser(1);
    inTurn(
        phaser::arrive,
        () -> {
          phaserClean++;
          phaser.arrive();
          phaserRacy++;
        },
        () -> {
          if (phaser.awaitAdvance(0) == 2) {
            phaserClean++;
            phaserRacy++;
          }
        });
  }

  /** A lock that one thread takes and another lets go by the stamp. */
  private static void stamp() {
    StampedLock lock = new StampedLock();
    SynchronousQueue<Long> stamps = new SynchronousQueue<>();
    together(
        () -> {
          stamps.put(lock.writeLock());
          await(2);
          long stamp = lock.writeLock();
          handedStampClean++;
          lock.unlockWrite(stamp);
          next();
        },
        () -> {
          lock.unlockWrite(stamps.take());
          next();
        },
        () -> {
          await(1);
          long stamp = lock.writeLock();
          handedStampClean++;
          lock.unlockWrite(stamp);
          handedStampRacy++;
          next();
          await(3);
          stamp = lock.writeLock();
          handedStampClean++;
          lock.unlockWrite(stamp);
        },
        () -> {
          await(2);
          handedStampRacy++;
        });
  }

  /** Does not say when it is done. */
  private static final class Silent extends FutureTask<Integer> {
    Silent(Callable<Integer> task) {
      super(task);
    }

    @Override
    public boolean isDone() {
      return false;
    }
  }

  /** Says that it is done though it is not. */
  private static final class Hasty extends FutureTask<Integer> {
    Hasty(Callable<Integer> task) {
      super(task);
    }

    @Override
    public boolean isDone() {
      return true;
    }
  }

  private static void futures() {
    Silent failing =
        new Silent(
            () -> {
              failedClean++;
              throw new IllegalStateException();
            });
    inTurn(
        () -> {
          failing.run();
          failedRacy++;
        },
        () -> {
          try {
            failing.get(1, TimeUnit.SECONDS);
          } catch (ExecutionException e) {
            failedClean++;
            failedRacy++;
          }
        });
    Hasty never = new Hasty(() -> 1);
    inTurn(
        () -> {
          cancelledClean++;
          never.cancel(false);
        },
        () -> {
          if (never.isCancelled()) {
            cancelledClean++;
          }
        });
  }

  /** A task that keeps what it compares in fields of its own. */
  private static final class Decorated<V> implements RunnableScheduledFuture<V> {
    RunnableScheduledFuture<V> taskClean;

    Decorated(RunnableScheduledFuture<V> task) {
      taskClean = task;
    }

    @Override
    public int compareTo(Delayed other) {
      return taskClean.compareTo(((Decorated<?>) other).taskClean);
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return taskClean.getDelay(unit);
    }

    @Override
    public boolean isPeriodic() {
      return taskClean.isPeriodic();
    }

    @Override
    public void run() {
      taskClean.run();
    }

    @Override
    public boolean cancel(boolean interrupt) {
      return taskClean.cancel(interrupt);
    }

    @Override
    public boolean isCancelled() {
      return taskClean.isCancelled();
    }

    @Override
    public boolean isDone() {
      return taskClean.isDone();
    }

    @Override
    public V get() throws InterruptedException, ExecutionException {
      return taskClean.get();
    }

    @Override
    public V get(long time, TimeUnit unit)
        throws InterruptedException, ExecutionException, TimeoutException {
      return taskClean.get(time, unit);
    }
  }

  private static void decorated() {
    ScheduledThreadPoolExecutor pool =
        new ScheduledThreadPoolExecutor(2) {
          @Override
          protected <V> RunnableScheduledFuture<V> decorateTask(
              Runnable task, RunnableScheduledFuture<V> future) {
            return new Decorated<>(future);
          }
        };
    inTurn(
        () -> schedule(pool),
        () -> schedule(pool),
        () -> {
          pool.shutdown();
          pool.awaitTermination(5, TimeUnit.SECONDS);
        });
  }

  private static void schedule(ScheduledThreadPoolExecutor pool) {
    for (int i = 0; i < 10; i++) {
      pool.schedule(() -> {}, 20 + i, TimeUnit.MILLISECONDS);
    }
  }

  /** A list of the program's own that the pool asks place by place. */
  private static final class Tasks extends AbstractList<RecursiveAction> implements RandomAccess {
    private final RecursiveAction[] tasks;

    Tasks(RecursiveAction... tasks) {
      this.tasks = tasks;
    }

    @Override
    public RecursiveAction get(int i) {
      return tasks[i];
    }

    @Override
    public int size() {
      return tasks.length;
    }
  }

  private static RecursiveAction action(Runnable body) {
    return new RecursiveAction() {
      @Override
      protected void compute() {
        body.run();
      }
    };
  }

  /** The second is run by another worker, for the first waits until it is. */
  private static void invoked() {
    RecursiveAction waiting =
        action(
            () -> {
              await(1);
              siblingsRacy++;
            });
    RecursiveAction running =
        action(
            () -> {
              invokedClean++;
              siblingsRacy++;
              next();
            });
    RecursiveAction both =
        action(
            () -> {
              ForkJoinTask.invokeAll(new Tasks(waiting, running));
              invokedClean++;
            });
    ForkJoinPool pool = new ForkJoinPool(4);
    together(() -> pool.invoke(both));
    pool.shutdown();
  }

  /** Fork/join pools are scheduled ones from JDK 25 on. */
  private static void periodic() throws InterruptedException {
    Object pool = new ForkJoinPool(4);
    if (pool instanceof ScheduledExecutorService) {
      ScheduledExecutorService scheduled = (ScheduledExecutorService) pool;
      CountDownLatch runs = new CountDownLatch(20);
      CountDownLatch others = new CountDownLatch(20);
      scheduled.scheduleWithFixedDelay(
          () -> {
            periodicClean++;
            runs.countDown();
          },
          1,
          1,
          TimeUnit.MILLISECONDS);
      scheduled.scheduleAtFixedRate(
          () -> {
            fixedRateClean++;
            others.countDown();
          },
          1,
          1,
          TimeUnit.MILLISECONDS);
      runs.await();
      others.await();
      scheduled.shutdownNow();
    }
  }
}
