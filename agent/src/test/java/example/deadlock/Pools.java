package example.deadlock;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Pools of which two tasks take piece by piece, each nested class one; a state was passed in which
 * not all could have been given what they want, but for those of {@link Safe} and {@link Retries}.
 */
public final class Pools {

  @interface TakesUnit {
    int value() default 0;
  }

  @interface GivesUnit {}

  private Pools() {}

  public static void main(String[] args) throws Exception {
    InQueue.run();
    Marked.run();
    FoundEmpty.run();
    HadToWait.run();
    Licences.run();
    Connections.run();
    Declared.run();
    Safe.run();
    Retries.run();
    System.out.println("done");
  }

  /** Runs the task on two threads; both have counted down before either goes on. */
  static void twice(Turns.Task task) throws InterruptedException {
    Thread one = new Thread(() -> Turns.now(task));
    Thread two = new Thread(() -> Turns.now(task));
    one.start();
    two.start();
    one.join();
    two.join();
  }

  static void meet(CountDownLatch both) throws InterruptedException {
    both.countDown();
    both.await();
  }

  /** Connections in a queue. */
  static final class InQueue {
    private final BlockingQueue<Object> pool = new ArrayBlockingQueue<>(2);

    static void run() throws InterruptedException {
      InQueue q = new InQueue();
      q.pool.add(new Object());
      q.pool.add(new Object());
      CountDownLatch both = new CountDownLatch(2);
      twice(() -> q.copy(both));
    }

    private void copy(CountDownLatch both) throws InterruptedException {
      Object from = pool.take();
      meet(both);
      Object to = pool.poll(20, TimeUnit.MILLISECONDS);
      if (to != null) {
        pool.put(to);
      }
      pool.put(from);
    }
  }

  /** A pool with a lock of its own, whose methods are marked. */
  static class Buffers {
    final Deque<Object> free = new ArrayDeque<>(List.of(new Object(), new Object()));

    @TakesUnit(2)
    synchronized Object take() {
      return free.pollFirst();
    }

    synchronized Object take(int ignored) {
      return take(); // hands on, and so counts once
    }

    @GivesUnit
    synchronized void recycle(Object buffer) {
      free.addFirst(buffer);
    }
  }

  static final class Marked {
    static void run() throws InterruptedException {
      Buffers buffers = new Buffers();
      CountDownLatch both = new CountDownLatch(2);
      twice(() -> fill(buffers, both));
    }

    private static void fill(Buffers buffers, CountDownLatch both) throws InterruptedException {
      Object one = buffers.take(7);
      meet(both);
      Object more = buffers.take();
      for (Object b : more == null ? List.of(one) : List.of(one, more)) {
        buffers.recycle(b);
      }
    }
  }

  /** Nobody says how many there are, but somebody finds none left. */
  static final class FoundEmpty {
    private final Deque<Object> free = new ArrayDeque<>(List.of(new Object(), new Object()));

    @TakesUnit
    synchronized Object take() {
      return free.pollFirst();
    }

    synchronized void back(Object unit) {
      free.addFirst(unit);
    }

    static void run() throws InterruptedException {
      FoundEmpty pool = new FoundEmpty();
      CountDownLatch both = new CountDownLatch(2);
      twice(() -> pool.use(both));
    }

    private void use(CountDownLatch both) throws InterruptedException {
      Object one = take();
      meet(both);
      Object more = take();
      if (more != null) {
        back(more);
      }
      back(one);
    }
  }

  /** Somebody has to wait, by which it is known how many there are. */
  static final class HadToWait {
    private final Object[] units = {new Object(), new Object()};
    private int free = 2;

    @TakesUnit
    synchronized Object take() throws InterruptedException {
      while (free == 0) {
        wait();
      }
      return units[--free];
    }

    synchronized void back(Object unit) {
      units[free++] = unit;
      notifyAll();
    }

    static void run() throws InterruptedException {
      HadToWait pool = new HadToWait();
      CountDownLatch both = new CountDownLatch(2);
      twice(
          () -> {
            Object one = pool.take();
            meet(both);
            pool.back(one);
          });
      Object first = pool.take();
      Object second = pool.take();
      Thread waits = new Thread(() -> Turns.now(() -> pool.back(pool.take())));
      waits.start();
      while (waits.getState() != Thread.State.WAITING) {
        Thread.sleep(1);
      }
      pool.back(second);
      pool.back(first);
      waits.join();
      CountDownLatch again = new CountDownLatch(2);
      Object turn = new Object();
      twice(
          () -> {
            Object one = pool.take();
            meet(again);
            pool.back(one);
            synchronized (turn) {
              Object two = pool.take();
              pool.back(pool.take());
              pool.back(two);
            }
          });
    }
  }

  /** Counted, not handed out; the option says how many there are. */
  static final class Licences {
    private static int free = 3;

    static synchronized boolean grab(int n) {
      if (free < n) {
        return false;
      }
      free -= n;
      return true;
    }

    static synchronized void put(int n) {
      free += n;
    }

    static void run() throws InterruptedException {
      CountDownLatch both = new CountDownLatch(2);
      twice(() -> build(both));
    }

    private static void build(CountDownLatch both) throws InterruptedException {
      if (grab(1)) {
        meet(both);
        put(grab(2) ? 3 : 1);
      }
    }
  }

  /** Goes back to its pool when it is closed. */
  static final class Connection implements AutoCloseable {
    @Override
    public void close() {
      Connections.POOL.free.addFirst(this);
    }
  }

  static final class Connections {
    static final Connections POOL = new Connections();
    final Deque<Connection> free =
        new LinkedBlockingDeque<>(List.of(new Connection(), new Connection()));

    Connection borrow() {
      return free.pollFirst();
    }

    static void run() throws InterruptedException {
      CountDownLatch both = new CountDownLatch(2);
      twice(() -> POOL.copy(both));
    }

    private void copy(CountDownLatch both) throws InterruptedException {
      Connection from = borrow();
      meet(both);
      Connection to = borrow();
      for (Connection c : to == null ? List.of(from) : List.of(from, to)) {
        c.close();
      }
    }
  }

  /** Nobody ever takes more than one here: that they may is only declared. */
  static final class Declared {
    private static final Semaphore ROOMS = new Semaphore(3);

    static void run() throws InterruptedException {
      CountDownLatch both = new CountDownLatch(2);
      Runnable tour = () -> Turns.now(() -> tour(both)); // a task that begins in this class
      Thread one = new Thread(tour);
      Thread two = new Thread(tour);
      one.start();
      two.start();
      one.join();
      two.join();
    }

    private static void tour(CountDownLatch both) throws InterruptedException {
      ROOMS.acquire();
      meet(both);
      ROOMS.release();
    }
  }

  /** What nobody can come to wait for in vain, and queues that are no pools. */
  static final class Safe {
    static void run() throws Exception {
      enough();
      unknown();
      jobs();
      ball();
      executor();
      Rooms.run();
    }

    /** Two of three for each of two: one of them always gets its second. */
    private static void enough() throws InterruptedException {
      BlockingQueue<Object> pool =
          new LinkedBlockingQueue<>(List.of(new Object(), new Object(), new Object()));
      twice(
          () -> {
            for (int i = 0; i < 50; i++) {
              Object one = pool.take();
              pool.put(pool.take());
              pool.put(one);
            }
          });
    }

    /** It is not known how many there are: two were enough so far. */
    private static void unknown() throws InterruptedException {
      HadToWait pool = new HadToWait();
      Object turn = new Object();
      CountDownLatch both = new CountDownLatch(2);
      twice(
          () -> {
            Object one = pool.take();
            meet(both);
            pool.back(one);
            synchronized (turn) {
              Object two = pool.take();
              pool.back(pool.take());
              pool.back(two);
            }
          });
    }

    /** Work that is done and gone; a part of it comes back once. */
    private static void jobs() throws InterruptedException {
      BlockingQueue<Integer> jobs = new LinkedBlockingQueue<>();
      for (int i = 1_000; i < 1_040; i++) {
        jobs.add(i);
      }
      Set<Integer> again = ConcurrentHashMap.newKeySet();
      CountDownLatch both = new CountDownLatch(2);
      twice(
          () -> {
            Integer job = jobs.poll();
            meet(both);
            for (; job != null; job = jobs.poll(1, TimeUnit.MILLISECONDS)) {
              if (job % 5 == 0 && again.add(job)) {
                jobs.put(job);
              }
            }
          });
    }

    /** Two queues between two threads, which pass on what they get. */
    private static void ball() throws InterruptedException {
      BlockingQueue<Object> here = new LinkedBlockingQueue<>();
      BlockingQueue<Object> there = new LinkedBlockingQueue<>();
      here.add("ball");
      here.add("second ball");
      Thread back =
          new Thread(
              () ->
                  Turns.now(
                      () -> {
                        for (int i = 0; i < 50; i++) {
                          here.put(there.take());
                        }
                      }));
      back.start();
      for (int i = 0; i < 50; i++) {
        there.put(here.take());
      }
      back.join();
    }

    private static void executor() throws InterruptedException {
      ExecutorService pool = Executors.newFixedThreadPool(2);
      for (int i = 0; i < 100; i++) {
        pool.execute(Thread::onSpinWait);
      }
      pool.shutdown();
      pool.awaitTermination(1, TimeUnit.MINUTES);
    }
  }
}
