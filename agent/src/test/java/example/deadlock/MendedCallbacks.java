package example.deadlock;

import example.deadlock.BrokenCallbacks.LockingKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import java.util.Vector;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Twins of {@link BrokenCallbacks} that no schedule can stop; each nested class is one case. */
public final class MendedCallbacks {

  private MendedCallbacks() {}

  public static void main(String[] args) throws Exception {
    HashtableKey.run();
    CopyThenCall.run();
    SynchronizedMap.run();
    SynchronizedList.run();
    ComputeInOneOrder.run();
    ComputeGated.run();
    PutOutside.run();
    BufferAlone.run();
    NestedCondition.run();
    HandOverHand.run();
    Reentrant.run();
    TieLock.run();
    OneWorker.run();
    OneCoreWorker.run();
    OneScheduler.run();
    OneTimer.run();
    InvokeAll.run();
    Stages.run();
    PhaserBetween.run();
    TaskThenGet.run();
    TasksByWorkers.run();
    PrivateCopies.run();
    BackOffLoop.run();
    SemaphoreGate.run();
    ConfinedToOwner.run();
    ParallelStream.run();
    if (Runtime.version().feature() >= 21) {
      Virtual.run();
    }
    System.out.println("done");
  }

  static void both(Object outer, Object inner) {
    synchronized (outer) {
      synchronized (inner) {
        Thread.onSpinWait();
      }
    }
  }

  /** The table is always taken first. */
  static final class HashtableKey {
    static void run() throws Exception {
      Object lock = new Object();
      Map<Object, String> table = new Hashtable<>();
      table.put(new LockingKey(lock), "x");
      Turns.inTurn(
          () -> table.get(new LockingKey(lock)),
          () -> {
            synchronized (table) {
              synchronized (lock) {
                table.size();
              }
            }
          });
    }
  }

  static final class CopyThenCall {
    static void run() throws Exception {
      Object lock = new Object();
      Vector<Object> all = new Vector<>();
      all.add(new LockingKey(lock));
      Turns.inTurn(
          () -> new ArrayList<>(all).contains(new LockingKey(lock)),
          () -> {
            synchronized (lock) {
              all.add("x");
            }
          });
    }
  }

  static final class SynchronizedMap {
    static void run() throws Exception {
      Object lock = new Object();
      Map<String, String> map = Collections.synchronizedMap(new HashMap<>());
      Turns.Task task =
          () -> {
            synchronized (lock) {
              map.computeIfAbsent("a", k -> k);
              map.keySet().iterator().next();
            }
          };
      Turns.inTurn(task, task);
    }
  }

  /** An iterator takes no lock: it is not held while the elements lock. */
  static final class SynchronizedList {
    static void run() throws Exception {
      Object lock = new Object();
      List<Object> list = Collections.synchronizedList(new ArrayList<>());
      list.add(new LockingKey(lock));
      Turns.inTurn(
          () -> {
            for (Object o : list) {
              o.toString();
            }
            list.stream().forEach(Object::toString);
          },
          () -> {
            synchronized (lock) {
              list.add("x");
            }
          });
    }
  }

  static final class ComputeInOneOrder {
    static void run() throws Exception {
      Map<String, Integer> one = new ConcurrentHashMap<>();
      Map<String, Integer> two = new ConcurrentHashMap<>();
      Turns.Task task = () -> one.compute("a", (k, v) -> two.merge("b", 1, Integer::sum));
      Turns.inTurn(
          task,
          task,
          () -> {
            two.compute("b", (k, v) -> 1);
            one.merge("a", 1, Integer::sum);
          });
    }
  }

  static final class ComputeGated {
    static void run() throws Exception {
      Object gate = new Object();
      Lock lock = new ReentrantLock();
      Map<String, Integer> map = new ConcurrentHashMap<>();
      Turns.inTurn(
          () -> {
            synchronized (gate) {
              map.computeIfAbsent(
                  "a",
                  k -> {
                    lock.lock();
                    lock.unlock();
                    return 1;
                  });
            }
          },
          () -> {
            synchronized (gate) {
              lock.lock();
              map.computeIfAbsent("a", k -> 2);
              lock.unlock();
            }
          });
    }
  }

  static final class PutOutside {
    static void run() throws Exception {
      Object lock = new Object();
      Map<String, Integer> map = new ConcurrentHashMap<>();
      Turns.inTurn(
          () -> {
            synchronized (lock) {
              map.get("a");
            }
            map.put("a", 1);
          },
          () ->
              map.computeIfPresent(
                  "a",
                  (k, v) -> {
                    synchronized (lock) {
                      return v + 1;
                    }
                  }));
    }
  }

  static final class BufferAlone {
    static void run() throws Exception {
      Object lock = new Object();
      StringBuffer text = new StringBuffer();
      Turns.inTurn(
          () -> text.append(new LockingKey(lock).toString()),
          () -> {
            synchronized (lock) {
              text.append("x");
            }
          });
    }
  }

  static final class NestedCondition {
    static void run() throws Exception {
      Lock outer = new ReentrantLock();
      Lock inner = new ReentrantLock();
      Condition c = inner.newCondition();
      Turns.Task task =
          () -> {
            outer.lock();
            inner.lock();
            c.await(1, TimeUnit.MILLISECONDS);
            inner.unlock();
            outer.unlock();
          };
      Turns.inTurn(task, task);
    }
  }

  static final class HandOverHand {
    static void run() throws Exception {
      Lock[] chain = {new ReentrantLock(), new ReentrantLock(), new ReentrantLock()};
      Turns.inTurn(
          () -> BrokenCallbacks.HandOverHand.walk(chain, 0, 1),
          () -> BrokenCallbacks.HandOverHand.walk(chain, 0, 1));
    }
  }

  static final class Reentrant {
    static void run() throws Exception {
      Object lock = new Object();
      Vector<Object> all = new Vector<>();
      all.add(new LockingKey(lock));
      Turns.Task task =
          () -> {
            synchronized (lock) {
              all.contains(new LockingKey(lock));
            }
          };
      Turns.inTurn(task, task);
    }
  }

  /** Order by number; where numbers tie, under a lock for that purpose. */
  static final class TieLock {
    private static final Object TIE = new Object();
    private final int number;
    private int balance;

    TieLock(int number) {
      this.number = number;
    }

    static void run() throws Exception {
      TieLock a = new TieLock(7);
      TieLock b = new TieLock(7);
      Turns.inTurn(() -> transfer(a, b), () -> transfer(b, a));
    }

    static void transfer(TieLock from, TieLock to) {
      if (from.number == to.number) {
        synchronized (TIE) {
          move(from, to, from, to);
        }
      } else {
        boolean first = from.number < to.number;
        move(from, to, first ? from : to, first ? to : from);
      }
    }

    static void move(TieLock from, TieLock to, TieLock first, TieLock second) {
      synchronized (first) {
        synchronized (second) {
          from.balance--;
          to.balance++;
        }
      }
    }
  }

  static void inPool(ExecutorService pool) throws Exception {
    Object a = new Object();
    Object b = new Object();
    pool.submit(() -> both(a, b));
    pool.submit(() -> both(b, a));
    pool.submit(() -> both(a, b)).get();
    pool.shutdown();
    pool.awaitTermination(1, TimeUnit.MINUTES);
  }

  static final class OneWorker {
    static void run() throws Exception {
      inPool(Executors.newSingleThreadExecutor());
    }
  }

  /** A pool with an unbounded queue never grows beyond its core. */
  static final class OneCoreWorker {
    static void run() throws Exception {
      inPool(new ThreadPoolExecutor(1, 9, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>()));
    }
  }

  static final class OneScheduler {
    static void run() throws Exception {
      ScheduledExecutorService pool = Executors.newScheduledThreadPool(1);
      Object a = new Object();
      Object b = new Object();
      pool.schedule(() -> both(a, b), 1, TimeUnit.MILLISECONDS);
      pool.schedule(() -> both(b, a), 2, TimeUnit.MILLISECONDS).get();
      inPool(pool);
    }
  }

  static final class OneTimer {
    static void run() throws Exception {
      Object a = new Object();
      Object b = new Object();
      Timer timer = new Timer(true);
      timer.schedule(task(a, b), 1);
      timer.schedule(task(b, a), 20);
      Thread.sleep(60);
      timer.cancel();
    }

    static TimerTask task(Object outer, Object inner) {
      return new TimerTask() {
        @Override
        public void run() {
          both(outer, inner);
        }
      };
    }
  }

  static final class InvokeAll {
    static void run() throws Exception {
      Object a = new Object();
      Object b = new Object();
      ExecutorService pool = Executors.newFixedThreadPool(2);
      pool.invokeAll(List.of(call(a, b), call(a, b)));
      pool.invokeAll(List.of(call(b, a), call(b, a)));
      pool.shutdown();
    }

    static Callable<Void> call(Object outer, Object inner) {
      return () -> {
        both(outer, inner);
        return null;
      };
    }
  }

  static final class Stages {
    static void run() throws Exception {
      Object a = new Object();
      Object b = new Object();
      ExecutorService pool = Executors.newFixedThreadPool(2);
      CompletableFuture.runAsync(() -> both(a, b), pool)
          .thenRunAsync(() -> both(b, a), pool)
          .thenRun(() -> both(a, b))
          .thenComposeAsync(x -> CompletableFuture.runAsync(() -> both(b, a), pool), pool)
          .join();
      both(a, b);
      pool.shutdown();
    }
  }

  static final class PhaserBetween {
    static void run() throws Exception {
      Object a = new Object();
      Object b = new Object();
      Phaser phaser = new Phaser(2);
      Thread t =
          new Thread(
              () -> {
                both(a, b);
                phaser.arriveAndAwaitAdvance();
              });
      t.start();
      phaser.arriveAndAwaitAdvance();
      both(b, a);
      t.join();
    }
  }

  static final class TaskThenGet {
    static void run() throws Exception {
      Object a = new Object();
      Object b = new Object();
      ExecutorService pool = Executors.newFixedThreadPool(3);
      for (int i = 0; i < 6; i++) {
        int n = i;
        pool.submit(() -> both(n % 2 == 0 ? a : b, n % 2 == 0 ? b : a)).get();
      }
      pool.shutdown();
    }
  }

  /** Many tasks of one order, by whatever worker. */
  static final class TasksByWorkers {
    static void run() throws Exception {
      Object a = new Object();
      Object b = new Object();
      ExecutorService pool = Executors.newFixedThreadPool(3);
      for (int i = 0; i < 20; i++) {
        pool.execute(() -> both(a, b));
      }
      pool.shutdown();
      pool.awaitTermination(1, TimeUnit.MINUTES);
      both(b, a);
    }
  }

  /** Each thread has its own two locks. */
  static final class PrivateCopies {
    static void run() throws Exception {
      Turns.inTurn(PrivateCopies::one, PrivateCopies::two);
    }

    static void one() {
      both(new Object(), new Object());
    }

    static void two() {
      Object a = new Object();
      Object b = new Object();
      both(b, a);
      both(a, b);
    }
  }

  static final class BackOffLoop {
    static void run() throws Exception {
      Lock a = new ReentrantLock();
      Lock b = new ReentrantLock();
      Turns.inTurn(() -> take(a, b), () -> take(b, a));
    }

    static void take(Lock one, Lock two) throws InterruptedException {
      while (true) {
        if (one.tryLock()) {
          try {
            if (two.tryLock(5, TimeUnit.MILLISECONDS)) {
              two.unlock();
              return;
            }
          } finally {
            one.unlock();
          }
        }
      }
    }
  }

  static final class SemaphoreGate {
    static void run() throws Exception {
      Semaphore gate = new Semaphore(1);
      Object a = new Object();
      Object b = new Object();
      Turns.inTurn(() -> take(gate, a, b), () -> take(gate, b, a));
    }

    static void take(Semaphore gate, Object outer, Object inner) throws InterruptedException {
      gate.acquire();
      both(outer, inner);
      gate.release();
    }
  }

  /** Taken both ways, but each pair by one thread alone. */
  static final class ConfinedToOwner {
    static void run() throws Exception {
      Object shared = new Object();
      Turns.inTurn(() -> own(shared), () -> own(shared));
    }

    static void own(Object shared) {
      Object mine = new Object();
      both(mine, shared);
      both(shared, mine);
    }
  }

  static final class ParallelStream {
    static void run() throws Exception {
      Object a = new Object();
      Object b = new Object();
      List.of(1, 2, 3, 4, 5, 6, 7, 8).parallelStream().forEach(i -> both(a, b));
      List.of(1, 2, 3, 4, 5, 6, 7, 8).parallelStream().forEach(i -> both(b, a));
    }
  }

  static final class Virtual {
    static void run() throws Exception {
      Object a = new Object();
      Object b = new Object();
      BrokenCallbacks.Virtual.start(() -> both(a, b)).join();
      BrokenCallbacks.Virtual.start(() -> both(b, a)).join();
    }
  }
}
