package example.order;

import static example.order.unseen.Turns.await;
import static example.order.unseen.Turns.next;
import static example.order.unseen.Turns.together;

import example.order.unseen.Turns;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** Edges of threads and their interruption: Clean fields are ordered, Racy ones are not. */
public final class ThreadEdges {

  static int startClean;
  static int timedJoinClean;
  static int nanosJoinClean;
  static int isAliveClean;
  static int isAliveOfSubclassClean;
  static int stateClean;
  static int uncaughtClean;
  static int inheritedClean;
  static int hookClean;
  static int hookRacy;
  static int joinTooShortRacy;
  static int neverJoinedRacy;
  static int sleepClean;
  static int waitClean;
  static int takeClean;
  static int pollClean;
  static int latchClean;
  static int semaphoreClean;
  static int conditionClean;
  static int lockClean;
  static int futureClean;
  static int isInterruptedClean;
  static int interruptedClean;
  static int parkClean;
  static int otherThreadClean;
  static int notAskedRacy;
  static int afterInterruptRacy;

  private ThreadEdges() {}

  /** A thread of a class of the program's. */
  private static final class Worker extends Thread {
    Worker(Runnable r) {
      super(r);
    }
  }

  public static void main(String[] args) throws Exception {
    ends();
    exceptions();
    asked();
    noEdges();
    Thread idle = new Thread(() -> Turns.pause(5_000));
    idle.setDaemon(true);
    idle.start();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  hookClean++;
                  hookRacy++;
                }));
    Thread racer =
        new Thread(
            () -> {
              hookRacy++;
              Turns.pause(20_000);
            });
    racer.setDaemon(true);
    racer.start();
    Turns.pause(20);
    hookClean++;
  }

  private static Thread started(Runnable body) {
    Thread t = new Thread(body);
    t.start();
    return t;
  }

  private static void ends() throws InterruptedException {
    startClean++;
    started(() -> startClean++).join();
    startClean++;
    started(() -> timedJoinClean++).join(20_000);
    timedJoinClean++;
    started(() -> nanosJoinClean++).join(20_000, 1);
    nanosJoinClean++;
    Thread t = started(() -> isAliveClean++);
    while (t.isAlive()) {
      Thread.onSpinWait();
    }
    isAliveClean++;
    Worker w = new Worker(() -> isAliveOfSubclassClean++);
    w.start();
    while (w.isAlive()) {
      Thread.onSpinWait();
    }
    isAliveOfSubclassClean++;
    t = started(() -> stateClean++);
    while (t.getState() != Thread.State.TERMINATED) {
      Thread.onSpinWait();
    }
    stateClean++;
    t =
        new Thread(
            () -> {
              uncaughtClean++;
              throw new IllegalStateException();
            });
    t.setUncaughtExceptionHandler((thread, e) -> uncaughtClean++);
    t.start();
    t.join();
    uncaughtClean++;
    InheritableThreadLocal<int[]> inherited = new InheritableThreadLocal<>();
    inherited.set(new int[] {1});
    started(() -> inheritedClean = inherited.get()[0]++).join();
    inheritedClean += inherited.get()[0]++;
  }

  /** The first thread blocks until the second, after that body, interrupts it. */
  private static void interrupted(Turns.Body blocks, Runnable count) {
    together(
        () -> {
          Turns.keep(Thread.currentThread());
          next();
          try {
            blocks.run();
            throw new AssertionError("never interrupted");
          } catch (InterruptedException e) {
            count.run();
          }
        },
        () -> {
          await(1);
          Thread other = (Thread) Turns.kept();
          Turns.awaitBlocked(other);
          count.run();
          other.interrupt();
        });
  }

  private static void exceptions() {
    Object m = new Object();
    ReentrantLock lock = new ReentrantLock();
    Condition never = lock.newCondition();
    interrupted(() -> Thread.sleep(20_000), () -> sleepClean++);
    interrupted(
        () -> {
          synchronized (m) {
            m.wait();
          }
        },
        () -> waitClean++);
    interrupted(new LinkedBlockingQueue<>()::take, () -> takeClean++);
    interrupted(() -> new LinkedBlockingQueue<>().poll(20, TimeUnit.SECONDS), () -> pollClean++);
    interrupted(new CountDownLatch(1)::await, () -> latchClean++);
    interrupted(new Semaphore(0)::acquire, () -> semaphoreClean++);
    interrupted(
        () -> {
          lock.lock();
          try {
            never.await();
          } finally {
            lock.unlock();
          }
        },
        () -> conditionClean++);
    interrupted(new CompletableFuture<>()::get, () -> futureClean++);
    Thread holder =
        new Thread(
            () -> {
              lock.lock();
              Turns.pause(1_000);
              lock.unlock();
            });
    holder.start();
    Turns.awaitBlocked(holder);
    interrupted(lock::lockInterruptibly, () -> lockClean++);
  }

  private static void asked() {
    Turns.Body interrupting =
        () -> {
          await(1);
          isInterruptedClean++;
          interruptedClean++;
          parkClean++;
          otherThreadClean++;
          ((Thread) Turns.kept()).interrupt();
          next();
        };
    together(
        () -> {
          Turns.keep(Thread.currentThread());
          next();
          while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
          }
          isInterruptedClean++;
        },
        interrupting,
        () -> {
          await(2);
          if (((Thread) Turns.kept()).isInterrupted()) {
            otherThreadClean++;
          }
        });
    together(
        () -> {
          Turns.keep(Thread.currentThread());
          next();
          while (!Thread.interrupted()) {
            Thread.onSpinWait();
          }
          interruptedClean++;
        },
        interrupting);
    together(
        () -> {
          Turns.keep(Thread.currentThread());
          next();
          LockSupport.park();
          if (Thread.interrupted()) {
            parkClean++;
          }
        },
        interrupting);
  }

  private static void noEdges() throws InterruptedException {
    Thread t =
        started(
            () -> {
              joinTooShortRacy++;
              neverJoinedRacy++;
              Turns.pause(300);
            });
    Turns.pause(50);
    t.join(20);
    joinTooShortRacy++;
    neverJoinedRacy++;
    t.join();
    together(
        () -> {
          Turns.keep(Thread.currentThread());
          next();
          Turns.spin(2);
          notAskedRacy++;
        },
        () -> {
          await(1);
          notAskedRacy++;
          ((Thread) Turns.kept()).interrupt();
          next();
        });
    together(
        () -> {
          Turns.keep(Thread.currentThread());
          next();
          while (!Thread.interrupted()) {
            Thread.onSpinWait();
          }
          Turns.spin(2);
          afterInterruptRacy++;
        },
        () -> {
          await(1);
          ((Thread) Turns.kept()).interrupt();
          afterInterruptRacy++;
          next();
        });
  }
}
