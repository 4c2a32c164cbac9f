package example.order;

import example.order.unseen.Turns;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/**
 * Questions after the state of synchronisers, in loops: fields ending in Note are ordered by the
 * answer as the JDK is today, of those in Racy the answer says nothing, and those in Clean are
 * ordered by what the class promises.
 */
public final class StateEdges {

  static int lockedNote;
  static int freeNote;
  static int queuedNote;
  static int writeLockedNote;
  static int readersNote;
  static int stampedNote;
  static int permitsNote;
  static int phaseNote;
  static int terminatedNote;
  static int forcedNote;
  static int waitingNote;
  static int brokenNote;
  static int completedNote;
  static int dependentsNote;
  static int computedNote;
  static int lockedRacy;
  static int phaseRacy;
  static int waitingRacy;
  static int lockedClean;
  static int phaseClean;

  private StateEdges() {}

  /** Asks. */
  private interface Question {
    boolean yes();
  }

  private static void until(Question question) {
    while (!question.yes()) {
      Turns.pause(1);
    }
  }

  public static void main(String[] args) throws Exception {
    locks();
    semaphores();
    phasers();
    barriers();
    tasks();
    values();
    notOrdered();
  }

  private static final ClassValue<String> VALUES =
      new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
          computedNote++;
          return type.getName();
        }
      };

  private static void values() {
    Turns.inTurn(
        () -> VALUES.get(String.class),
        () -> {
          VALUES.get(String.class);
          computedNote++;
        });
  }

  private static void locks() {
    ReentrantLock lock = new ReentrantLock();
    Turns.together(
        () -> {
          lockedNote++;
          lock.lock();
          freeNote++;
          Turns.await(1);
          lock.unlock();
        },
        () -> {
          until(lock::isLocked);
          lockedNote++;
          Turns.next();
          until(() -> !lock.isLocked());
          freeNote++;
        });
    Turns.together(
        () -> {
          Turns.await(1);
          queuedNote++;
          lock.lock();
          lock.unlock();
        },
        () -> {
          lock.lock();
          Turns.next();
          until(lock::hasQueuedThreads);
          queuedNote++;
          lock.unlock();
        });
  }

  private static void semaphores() {
    ReentrantReadWriteLock pair = new ReentrantReadWriteLock();
    Turns.together(
        () -> {
          writeLockedNote++;
          pair.writeLock().lock();
          Turns.await(1);
          readersNote++;
          pair.readLock().lock();
          pair.writeLock().unlock();
        },
        () -> {
          until(pair::isWriteLocked);
          writeLockedNote++;
          Turns.next();
          until(() -> pair.getReadLockCount() == 1);
          readersNote++;
        });
    StampedLock stamped = new StampedLock();
    Turns.together(
        () -> {
          stampedNote++;
          stamped.writeLock();
        },
        () -> {
          until(stamped::isWriteLocked);
          stampedNote++;
        });
    Semaphore semaphore = new Semaphore(1);
    Turns.together(
        () -> {
          permitsNote++;
          semaphore.acquire();
        },
        () -> {
          until(() -> semaphore.availablePermits() == 0);
          permitsNote++;
        });
  }

  private static void phasers() {
    Phaser phaser = new Phaser(1);
    Turns.together(
        () -> {
          phaseNote++;
          phaser.arrive();
          Turns.await(1);
          terminatedNote++;
          phaser.arriveAndDeregister();
        },
        () -> {
          until(() -> phaser.getPhase() == 1);
          phaseNote++;
          Turns.next();
          until(phaser::isTerminated);
          terminatedNote++;
        });
    Phaser forced = new Phaser(1);
    Turns.together(
        () -> {
          forcedNote++;
          forced.forceTermination();
        },
        () -> {
          forced.awaitAdvance(0);
          forcedNote++;
        });
    Phaser awaited = new Phaser(2);
    Turns.together(
        () -> {
          phaseClean++;
          awaited.arriveAndDeregister();
        },
        () -> {
          awaited.awaitAdvance(awaited.arrive());
          phaseClean++;
        });
  }

  private static void barriers() {
    CyclicBarrier barrier = new CyclicBarrier(2);
    Turns.together(
        () -> {
          waitingNote++;
          try {
            barrier.await();
          } catch (BrokenBarrierException e) {
            brokenNote++;
          }
        },
        () -> {
          until(() -> barrier.getNumberWaiting() == 1);
          waitingNote++;
          brokenNote++;
          barrier.reset();
        });
  }

  private static void tasks() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
    pool.execute(() -> completedNote++);
    until(() -> pool.getCompletedTaskCount() == 1);
    completedNote++;
    pool.shutdownNow();
    CompletableFuture<String> stage = new CompletableFuture<>();
    Turns.together(
        () -> {
          dependentsNote++;
          stage.thenRun(() -> {});
        },
        () -> {
          until(() -> stage.getNumberOfDependents() == 1);
          dependentsNote++;
        });
  }

  private static void notOrdered() {
    ReentrantLock lock = new ReentrantLock();
    Phaser phaser = new Phaser(1);
    CyclicBarrier barrier = new CyclicBarrier(2);
    Turns.inTurn(
        () -> {
          lock.lock();
          lockedRacy++;
          lockedClean++;
          lock.unlock();
          phaser.arrive();
          phaseRacy++;
          waitingRacy++;
        },
        () -> {
          lock.isLocked();
          phaser.getPhase();
          phaseRacy++;
          barrier.getNumberWaiting();
          waitingRacy++;
          lock.lock();
          lockedClean++;
          lock.unlock();
        });
    ReentrantLock held = new ReentrantLock();
    Turns.inTurn(
        () -> {
          held.lock();
          lockedRacy++;
        },
        () -> {
          held.isLocked();
          lockedRacy++;
        });
  }
}
