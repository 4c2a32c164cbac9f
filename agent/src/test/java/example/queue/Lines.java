package example.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/** Producers and consumers that go on, and some that do not. */
public final class Lines {

  private static final List<Integer> TAKEN = new ArrayList<>();

  private Lines() {}

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void consume(BlockingQueue<Integer> queue) {
    try {
      for (int i = queue.take(); i >= 0; i = queue.take()) {
        TAKEN.add(i);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread consumer(BlockingQueue<Integer> queue, String name) {
    Thread t = new Thread(() -> consume(queue), name);
    t.start();
    return t;
  }

  private static void clock(long seconds, Runnable end) {
    Thread t =
        new Thread(
            () -> {
              pause(seconds * 1_000);
              end.run();
            },
            "clock");
    t.setDaemon(true);
    t.start();
  }

  /** The only producer fails before it has told its end; somebody unconcerned lives on. */
  static void stranded() throws InterruptedException {
    BlockingQueue<Integer> queue = new LinkedBlockingQueue<>();
    Thread consumer = consumer(queue, "consumer");
    Thread producer =
        new Thread(
            () -> {
              queue.add(1);
              throw new IllegalStateException("on purpose");
            },
            "producer");
    producer.start();
    handedOver();
    consumer.join();
  }

  /** Two more of them, with nobody to bring anything. */
  private static void handedOver() throws InterruptedException {
    SynchronousQueue<Integer> hand = new SynchronousQueue<>();
    LinkedBlockingDeque<Integer> deque = new LinkedBlockingDeque<>();
    Thread taker = new Thread(() -> take(hand), "taker");
    Thread last = new Thread(() -> takeLast(deque), "last");
    Thread producer = new Thread(() -> bring(hand, deque));
    taker.start();
    last.start();
    producer.start();
    producer.join();
  }

  private static void bring(SynchronousQueue<Integer> hand, LinkedBlockingDeque<Integer> deque) {
    try {
      hand.put(1);
      deque.putFirst(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void take(SynchronousQueue<Integer> hand) {
    try {
      for (int i = hand.take(); i >= 0; i = hand.take()) {
        System.out.println(i);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void takeLast(LinkedBlockingDeque<Integer> deque) {
    try {
      for (int i = deque.takeLast(); i >= 0; i = deque.takeLast()) {
        System.out.println(i);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void flood(int rate, long millis) {
    Queue<Integer> queue = new LinkedBlockingQueue<>();
    pollSlowly(queue);
    long end = System.nanoTime() + millis * 1_000_000;
    while (System.nanoTime() < end) {
      for (int i = 0; i < rate; i++) {
        queue.add(i);
      }
      pause(10);
    }
  }

  static void floodDeque(int rate, long millis) {
    Queue<Integer> queue = new ConcurrentLinkedDeque<>();
    pollSlowly(queue);
    long end = System.nanoTime() + millis * 1_000_000;
    while (System.nanoTime() < end) {
      for (int i = 0; i < rate; i++) {
        queue.offer(i);
      }
      pause(10);
    }
  }

  private static void pollSlowly(Queue<Integer> queue) {
    Thread slow =
        new Thread(
            () -> {
              for (int i = 0; i >= 0; i++) {
                pause(1);
                queue.poll();
              }
            });
    slow.setDaemon(true);
    slow.start();
  }

  /** A bag that grows as well, but nobody takes anything out of it. */
  private static void gather(Queue<Integer> bag) {
    for (int k = 0; k < 40; k++) {
      for (int i = 0; i < 500; i++) {
        bag.add(i);
      }
      pause(100);
    }
  }

  private static void filledFirst() throws InterruptedException {
    BlockingQueue<Integer> queue = new LinkedBlockingQueue<>();
    for (int i = 0; i < 35; i++) {
      for (int k = 0; k < 100; k++) {
        queue.put(i);
      }
      pause(100);
    }
    queue.put(-1);
    consumer(queue, "late").join();
  }

  /** Idle for long, but its producers are alive, could be started again, or are a pool in use. */
  private static void idle() throws Exception {
    BlockingQueue<Integer> fromMain = new LinkedBlockingQueue<>();
    BlockingQueue<Integer> fromThread = new LinkedBlockingQueue<>();
    BlockingQueue<Integer> fromPool = new LinkedBlockingQueue<>();
    List<Thread> consumers =
        List.of(consumer(fromMain, "a"), consumer(fromThread, "b"), consumer(fromPool, "c"));
    fromMain.add(1);
    Thread once = new Thread(() -> fromThread.add(1));
    once.start();
    once.join();
    ExecutorService pool = Executors.newFixedThreadPool(1);
    pool.submit(() -> fromPool.add(1)).get();
    filledFirst();
    fromMain.add(-1);
    fromThread.add(-1);
    fromPool.add(-1);
    for (Thread t : consumers) {
      t.join();
    }
    pool.shutdown();
    System.out.println(pool.awaitTermination(5, TimeUnit.SECONDS));
  }

  public static void main(String[] args) throws Exception {
    if (args[0].equals("broken")) {
      clock(60, () -> Runtime.getRuntime().halt(0));
      new Thread(() -> flood(100, 60_000), "flood").start();
      new Thread(() -> floodDeque(100, 60_000), "deque").start();
      stranded();
    } else {
      Queue<Integer> bag = new ConcurrentLinkedQueue<>();
      Thread gatherer = new Thread(() -> gather(bag), "gatherer");
      gatherer.start();
      idle();
      gatherer.join();
      System.out.println(bag.size());
    }
  }
}
