package example.deadlock;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import java.util.Vector;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Locks that meet in callbacks of the JDK, in tasks and behind wrappers, in orders that can close a
 * circle; each nested class is one case.
 */
public final class BrokenCallbacks {

  private BrokenCallbacks() {}

  public static void main(String[] args) throws Exception {
    HashtableKey.run();
    VectorEquals.run();
    SynchronizedMap.run();
    SynchronizedList.run();
    ComputeInTwoOrders.run();
    ComputeAndLock.run();
    PutUnderLock.run();
    BufferAppend.run();
    StaticAndInstance.run();
    NestedCondition.run();
    ThroughWrapper.run();
    TasksOfOnePool.run();
    StagesApart.run();
    TimerTasks.run();
    QueueBetween.run();
    PermitBetween.run();
    ReadThenLock.run();
    TriedPermit.run();
    HandOverHand.run();
    LatchOnOneSideOnly.run();
    SecondTimeRound.run();
    if (Runtime.version().feature() >= 21) {
      Virtual.run();
    }
    System.out.println("done");
  }

  /** A key whose comparison needs a lock. */
  static class LockingKey {
    private final Object lock;

    LockingKey(Object lock) {
      this.lock = lock;
    }

    @Override
    public boolean equals(Object o) {
      synchronized (lock) {
        return this == o;
      }
    }

    @Override
    public int hashCode() {
      return 1;
    }

    @Override
    public String toString() {
      synchronized (lock) {
        return "key";
      }
    }
  }

  static final class HashtableKey {
    static void run() throws Exception {
      Object lock = new Object();
      Map<Object, String> table = new Hashtable<>();
      table.put(new LockingKey(lock), "x");
      Turns.inTurn(
          () -> table.get(new LockingKey(lock)),
          () -> {
            synchronized (lock) {
              table.size();
            }
          });
    }
  }

  static final class VectorEquals {
    static void run() throws Exception {
      Object lock = new Object();
      Vector<Object> all = new Vector<>();
      all.add(new LockingKey(lock));
      Turns.inTurn(
          () -> all.contains(new LockingKey(lock)),
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
      Turns.inTurn(
          () ->
              map.computeIfAbsent(
                  "a",
                  k -> {
                    synchronized (lock) {
                      return k;
                    }
                  }),
          () -> {
            synchronized (lock) {
              map.put("b", "x");
            }
          });
    }
  }

  static final class SynchronizedList {
    static void run() throws Exception {
      Object lock = new Object();
      List<Object> list = Collections.synchronizedList(new ArrayList<>());
      list.add(new LockingKey(lock));
      Turns.inTurn(
          () -> {
            synchronized (list) {
              for (Object o : list) {
                o.toString();
              }
            }
          },
          () -> {
            synchronized (lock) {
              list.add("x");
            }
          });
    }
  }

  static final class ComputeInTwoOrders {
    static void run() throws Exception {
      Map<String, Integer> one = new ConcurrentHashMap<>();
      Map<String, Integer> two = new ConcurrentHashMap<>();
      Turns.inTurn(
          () -> one.compute("a", (k, v) -> two.merge("b", 1, Integer::sum)),
          () -> two.compute("b", (k, v) -> one.merge("a", 1, Integer::sum)));
    }
  }

  static final class ComputeAndLock {
    static void run() throws Exception {
      Lock lock = new ReentrantLock();
      Map<String, Integer> map = new ConcurrentHashMap<>();
      Turns.inTurn(
          () ->
              map.computeIfAbsent(
                  "a",
                  k -> {
                    lock.lock();
                    lock.unlock();
                    return 1;
                  }),
          () -> {
            lock.lock();
            map.computeIfAbsent("a", k -> 2);
            lock.unlock();
          });
    }
  }

  static final class PutUnderLock {
    static void run() throws Exception {
      Object lock = new Object();
      Map<String, Integer> map = new ConcurrentHashMap<>();
      Turns.inTurn(
          () -> {
            synchronized (lock) {
              map.put("a", 1);
            }
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

  static final class BufferAppend {
    static void run() throws Exception {
      Object lock = new Object();
      StringBuffer text = new StringBuffer();
      Turns.inTurn(
          () -> text.append(new LockingKey(lock)),
          () -> {
            synchronized (lock) {
              text.append("x");
            }
          });
    }
  }

  static final class StaticAndInstance {
    static void run() throws Exception {
      StaticAndInstance s = new StaticAndInstance();
      Turns.inTurn(s::outer, () -> second(s));
    }

    synchronized void outer() {
      first();
    }

    static synchronized void first() {
      Thread.onSpinWait();
    }

    static synchronized void second(StaticAndInstance s) {
      s.inner();
    }

    synchronized void inner() {
      Thread.onSpinWait();
    }
  }

  /** Waiting on an inner lock's condition lets only that go: it is taken back under the outer. */
  static final class NestedCondition {
    static void run() throws Exception {
      Lock outer = new ReentrantLock();
      Lock inner = new ReentrantLock();
      Condition c = inner.newCondition();
      Turns.inTurn(
          () -> {
            outer.lock();
            inner.lock();
            c.await(1, TimeUnit.MILLISECONDS);
            inner.unlock();
            outer.unlock();
          },
          () -> {
            inner.lock();
            outer.lock();
            outer.unlock();
            inner.unlock();
          });
    }
  }

  static final class ThroughWrapper {
    /** A lock that counts. */
    static final class Counting {
      private final Lock behind = new ReentrantLock();
      private int count;

      void take() {
        behind.lock();
        count++;
      }

      void give() {
        behind.unlock();
      }
    }

    static void run() throws Exception {
      Counting a = new Counting();
      Counting b = new Counting();
      Turns.inTurn(() -> nest(a, b), () -> nest(b, a));
    }

    static void nest(Counting outer, Counting inner) {
      outer.take();
      inner.take();
      inner.give();
      outer.give();
    }
  }

  static final class TasksOfOnePool {
    static void run() throws Exception {
      Object a = new Object();
      Object b = new Object();
      ExecutorService pool = Executors.newFixedThreadPool(2);
      CountDownLatch started = new CountDownLatch(2);
      CountDownLatch done = new CountDownLatch(2);
      Turns turns = new Turns();
      pool.execute(() -> turns.take(0, () -> nest(started, a, b, done)));
      pool.execute(() -> turns.take(1, () -> nest(started, b, a, done)));
      done.await();
      pool.shutdown();
      pool.awaitTermination(1, TimeUnit.MINUTES);
    }

    static void nest(CountDownLatch started, Object outer, Object inner, CountDownLatch done) {
      started.countDown();
      both(outer, inner);
      done.countDown();
    }

    static void both(Object outer, Object inner) {
      synchronized (outer) {
        synchronized (inner) {
          Thread.onSpinWait();
        }
      }
    }
  }

  static final class StagesApart {
    static void run() throws Exception {
      Object a = new Object();
      Object b = new Object();
      ExecutorService pool = Executors.newFixedThreadPool(2);
      CompletableFuture<Void> one = CompletableFuture.runAsync(() -> both(a, b), pool);
      CompletableFuture<Void> two = CompletableFuture.runAsync(() -> nap(), pool);
      CompletableFuture.allOf(one, two.thenRunAsync(() -> both(b, a), pool)).join();
      pool.shutdown();
    }

    static void nap() {
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    static void both(Object outer, Object inner) {
      synchronized (outer) {
        synchronized (inner) {
          Thread.onSpinWait();
        }
      }
    }
  }

  static final class TimerTasks {
    static void run() throws Exception {
      Object a = new Object();
      Object b = new Object();
      Timer one = new Timer(true);
      Timer two = new Timer(true);
      one.schedule(task(a, b), 1);
      two.schedule(task(b, a), 50);
      Thread.sleep(150);
      one.cancel();
      two.cancel();
    }

    static TimerTask task(Object outer, Object inner) {
      return new TimerTask() {
        @Override
        public void run() {
          both(outer, inner);
        }
      };
    }

    static void both(Object outer, Object inner) {
      synchronized (outer) {
        synchronized (inner) {
          Thread.onSpinWait();
        }
      }
    }
  }

  /** The first thread happens to hand on a message after its work. */
  static final class QueueBetween {
    static void run() throws Exception {
      Object a = new Object();
      Object b = new Object();
      BlockingQueue<String> queue = new ArrayBlockingQueue<>(2);
      queue.put("early");
      Thread one =
          new Thread(
              () -> {
                both(a, b);
                queue.offer("late");
              });
      one.start();
      Thread.sleep(20);
      Thread two =
          new Thread(
              () -> {
                queue.poll();
                queue.poll();
                both(b, a);
              });
      two.start();
      one.join();
      two.join();
    }

    static void both(Object outer, Object inner) {
      synchronized (outer) {
        synchronized (inner) {
          Thread.onSpinWait();
        }
      }
    }
  }

  static final class PermitBetween {
    static void run() throws Exception {
      Object a = new Object();
      Object b = new Object();
      Semaphore permits = new Semaphore(1);
      Turns.inTurn(() -> work(permits, a, b), () -> work(permits, b, a));
    }

    static void work(Semaphore permits, Object outer, Object inner) throws InterruptedException {
      permits.acquire();
      permits.release();
      both(outer, inner);
    }

    static void both(Object outer, Object inner) {
      synchronized (outer) {
        synchronized (inner) {
          Thread.onSpinWait();
        }
      }
    }
  }

  static final class ReadThenLock {
    static void run() throws Exception {
      ReentrantReadWriteLock rw = new ReentrantReadWriteLock(true);
      Lock lock = new ReentrantLock(true);
      Turns.inTurn(
          () -> BrokenLocks.both(rw.readLock(), lock),
          () -> BrokenLocks.both(lock, rw.writeLock()));
    }
  }

  static final class TriedPermit {
    static void run() throws Exception {
      Semaphore a = new Semaphore(1);
      Semaphore b = new Semaphore(1);
      Turns.inTurn(() -> nest(a, b), () -> nest(b, a));
    }

    static void nest(Semaphore outer, Semaphore inner) throws InterruptedException {
      if (outer.tryAcquire()) {
        inner.acquire();
        inner.release();
        outer.release();
      }
    }
  }

  /** Locks along a list, one ahead of the other, forwards and backwards. */
  static final class HandOverHand {
    static void run() throws Exception {
      Lock[] chain = {new ReentrantLock(), new ReentrantLock(), new ReentrantLock()};
      Turns.inTurn(() -> walk(chain, 0, 1), () -> walk(chain, 2, -1));
    }

    static void walk(Lock[] chain, int from, int step) {
      chain[from].lock();
      for (int i = 1; i < chain.length; i++) {
        chain[from + i * step].lock();
        chain[from + (i - 1) * step].unlock();
      }
      chain[from + (chain.length - 1) * step].unlock();
    }
  }

  /** The latch is awaited after the work, and so orders nothing of it. */
  static final class LatchOnOneSideOnly {
    static void run() throws Exception {
      Object a = new Object();
      Object b = new Object();
      CountDownLatch latch = new CountDownLatch(1);
      Turns.inTurn(
          () -> {
            latch.countDown();
            both(a, b);
          },
          () -> {
            latch.await();
            both(b, a);
          });
    }

    static void both(Object outer, Object inner) {
      synchronized (outer) {
        synchronized (inner) {
          Thread.onSpinWait();
        }
      }
    }
  }

  /** The first pass is ordered by a join, the second is not. */
  static final class SecondTimeRound {
    static void run() throws Exception {
      Object a = new Object();
      Object b = new Object();
      Thread first = new Thread(() -> both(a, b));
      first.start();
      first.join();
      both(b, a);
      Turns.inTurn(() -> both(a, b), () -> both(b, a));
    }

    static void both(Object outer, Object inner) {
      synchronized (outer) {
        synchronized (inner) {
          Thread.onSpinWait();
        }
      }
    }
  }

  static final class Virtual {
    static void run() throws Exception {
      Lock a = new ReentrantLock();
      Object b = new Object();
      Thread one = start(() -> nest(a, b));
      Thread two = start(() -> turn(a, b));
      one.join();
      two.join();
    }

    static void nest(Lock lock, Object monitor) {
      lock.lock();
      synchronized (monitor) {
        lock.unlock();
      }
    }

    static void turn(Lock lock, Object monitor) {
      StagesApart.nap();
      synchronized (monitor) {
        lock.lock();
        lock.unlock();
      }
    }

    static Thread start(Runnable task) throws ReflectiveOperationException {
      return (Thread)
          Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
    }
  }
}
