package example.deadlock;

import java.io.BufferedReader;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.util.Hashtable;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Programs that hang for good, each in a way of its own; the argument says which. */
public final class Stranded {

  private static final Map<String, Turns.Task> WAYS = new TreeMap<>();

  static {
    WAYS.put("latch", Stranded::latch);
    WAYS.put("lost-notify", Stranded::lostNotify);
    WAYS.put("nested-monitor", StrandedMonitors::nested);
    WAYS.put("nested-methods", StrandedMonitors::methods);
    WAYS.put("condition", Stranded::condition);
    WAYS.put("dead-producer", Stranded::deadProducer);
    WAYS.put("full-queue", Stranded::fullQueue);
    WAYS.put("hand-over", Stranded::handOver);
    WAYS.put("pool-of-one", Stranded::poolOfOne);
    WAYS.put("pool-of-two", Stranded::poolOfTwo);
    WAYS.put("pool-stages", Stranded::poolStages);
    WAYS.put("pool-latch", Stranded::poolLatch);
    WAYS.put("pool-own-queue", StrandedPools::ownQueue);
    WAYS.put("pool-awaited", StrandedPools::awaited);
    WAYS.put("stamped-again", StrandedPools::stampedAgain);
    StrandedLocks.addTo(WAYS);
    WAYS.put("wide-barrier", Stranded::wideBarrier);
    WAYS.put("exchanger", Stranded::exchanger);
    WAYS.put("permit-kept", Stranded::permitKept);
    WAYS.put("permit-pair", Stranded::permitPair);
    WAYS.put("future-never-run", Stranded::futureNeverRun);
    WAYS.put("never-completed", Stranded::neverCompleted);
    WAYS.put("parked", Stranded::parked);
    WAYS.put("lock-of-the-dead", Stranded::lockOfTheDead);
    WAYS.put("phaser", Stranded::phaser);
    WAYS.put("upgrade", Stranded::upgrade);
    WAYS.put("spin", Stranded::spin);
    WAYS.put("livelock", Stranded::livelock);
    WAYS.put("self-join", () -> Thread.currentThread().join());
    WAYS.put("synchronized-methods", Stranded::synchronizedMethods);
    WAYS.put("hashtables", Stranded::hashtables);
    WAYS.put("class-initialisers", StrandedInitialisers::classes);
    WAYS.put("class-and-lock", StrandedInitialisers::classAndLock);
    WAYS.put("class-parent", StrandedInitialisers::parent);
    WAYS.put("piped-reader", Stranded::pipedReader);
    WAYS.put("invoke-all", Stranded::invokeAll);
    WAYS.put("fork-join", Stranded::forkJoin);
    WAYS.put("lost-turn", Stranded::lostTurn);
    WAYS.put("virtual-latch", Stranded::virtualLatch);
    WAYS.put("virtual-methods", Stranded::virtualMethods);
  }

  private Stranded() {}

  public static void main(String[] args) throws Exception {
    if (args.length == 0) {
      System.out.println(String.join(" ", WAYS.keySet()));
    } else {
      WAYS.get(args[0]).run();
      System.out.println("done");
    }
  }

  private static final CountDownLatch BOTH = new CountDownLatch(2);

  /** Two threads come here, and neither goes on before the other has come. */
  static void meet() throws InterruptedException {
    BOTH.countDown();
    BOTH.await();
  }

  static Thread start(Turns.Task task) {
    Thread t = new Thread(() -> Turns.now(task));
    t.start();
    return t;
  }

  private static volatile boolean ready;

  private static boolean isReady() {
    return ready;
  }

  private static void spin() throws Exception {
    start(
            () -> {
              while (!isReady()) {
                Thread.onSpinWait();
              }
            })
        .join();
  }

  /** Each keeps what the other tries to get. */
  private static void livelock() throws Exception {
    ReentrantLock a = new ReentrantLock();
    ReentrantLock b = new ReentrantLock();
    CountDownLatch both = new CountDownLatch(2);
    start(() -> tries(a, b, both));
    start(() -> tries(b, a, both)).join();
  }

  private static void tries(Lock mine, Lock other, CountDownLatch both) throws Exception {
    mine.lock();
    both.countDown();
    both.await();
    while (!other.tryLock()) {
      Thread.yield();
    }
  }

  private static void latch() throws Exception {
    CountDownLatch latch = new CountDownLatch(2);
    start(latch::countDown);
    start(() -> System.out.print(""));
    latch.await();
  }

  private static void lostNotify() throws Exception {
    Object signal = new Object();
    synchronized (signal) {
      signal.notifyAll();
    }
    start(
            () -> {
              synchronized (signal) {
                signal.wait();
              }
            })
        .join();
  }

  private static void condition() {
    Lock lock = new ReentrantLock();
    Condition full = lock.newCondition();
    lock.lock();
    try {
      full.awaitUninterruptibly();
    } finally {
      lock.unlock();
    }
  }

  private static void deadProducer() throws Exception {
    BlockingQueue<String> queue = new LinkedBlockingQueue<>();
    Thread consumer = start(() -> System.out.println(queue.take() + queue.take()));
    start(() -> queue.put("one")).join();
    consumer.join();
  }

  private static void fullQueue() throws Exception {
    BlockingQueue<String> queue = new ArrayBlockingQueue<>(1);
    start(queue::take).join(50);
    for (int i = 0; i < 3; i++) {
      queue.put("x");
    }
  }

  private static void handOver() throws Exception {
    new SynchronousQueue<String>().put("x");
  }

  private static void poolOfOne() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    pool.submit(() -> pool.submit(() -> "x").get()).get();
    pool.shutdown();
  }

  private static void poolOfTwo() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    Callable<String> outer =
        () -> {
          meet();
          return pool.submit(() -> "x").get();
        };
    pool.submit(outer);
    pool.submit(outer).get();
    pool.shutdown();
  }

  /** A sleeping thread cannot help here: the stage that is waited for needs the queued task. */
  private static void poolStages() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    CompletableFuture.supplyAsync(
        () -> CompletableFuture.supplyAsync(() -> "x", pool).thenApply(x -> x).join(), pool);
    Thread.sleep(Long.MAX_VALUE);
  }

  private static void poolLatch() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    CountDownLatch latch = new CountDownLatch(1);
    pool.execute(() -> Turns.now(latch::await));
    pool.execute(latch::countDown);
    latch.await();
    pool.shutdown();
  }

  private static void forkJoin() throws Exception {
    ForkJoinPool pool = new ForkJoinPool(1);
    CountDownLatch latch = new CountDownLatch(1);
    pool.execute(() -> Turns.now(latch::await));
    pool.execute(latch::countDown);
    latch.await();
  }

  private static void wideBarrier() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    CyclicBarrier barrier = new CyclicBarrier(3);
    for (int i = 0; i < 2; i++) {
      pool.execute(() -> Turns.now(barrier::await));
    }
    pool.submit(() -> Turns.now(barrier::await)).get();
    pool.shutdown();
  }

  private static void exchanger() throws Exception {
    Exchanger<String> exchanger = new Exchanger<>();
    for (int i = 0; i < 3; i++) {
      start(() -> exchanger.exchange("x"));
    }
  }

  /** One thread at both ends of a pipe. */
  private static void pipedReader() throws Exception {
    PipedReader reader = new PipedReader();
    PipedWriter writer = new PipedWriter(reader);
    writer.write("no end of a line");
    writer.flush();
    System.out.println(new BufferedReader(reader).readLine());
  }

  private static void permitKept() throws Exception {
    Semaphore permits = new Semaphore(2);
    start(() -> permits.acquire()).join();
    permits.acquire(2);
  }

  private static void permitPair() {
    Semaphore a = new Semaphore(1);
    Semaphore b = new Semaphore(1);
    start(() -> pair(a, b));
    start(() -> pair(b, a));
  }

  private static void pair(Semaphore one, Semaphore two) throws InterruptedException {
    one.acquire();
    meet();
    two.acquire();
    two.release();
    one.release();
  }

  private static void futureNeverRun() throws Exception {
    new FutureTask<>(() -> "x").get();
  }

  private static void neverCompleted() {
    new CompletableFuture<String>().thenApply(x -> x).join();
  }

  private static void parked() {
    while (true) {
      LockSupport.park();
    }
  }

  private static void lockOfTheDead() throws Exception {
    ReentrantLock lock = new ReentrantLock();
    start(lock::lock).join();
    lock.lock();
  }

  private static void phaser() {
    Phaser phaser = new Phaser(2);
    start(phaser::arrive);
    phaser.arriveAndAwaitAdvance();
    phaser.arriveAndAwaitAdvance();
  }

  private static void upgrade() {
    ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    lock.readLock().lock();
    lock.writeLock().lock();
  }

  /** Two objects whose synchronized methods call each other. */
  private static final class Friend {
    private Friend other;

    synchronized void bow() throws InterruptedException {
      meet();
      other.bowBack();
    }

    synchronized void bowBack() {
      Thread.onSpinWait();
    }

    static Friend pair() {
      Friend f = new Friend();
      f.other = new Friend();
      f.other.other = f;
      return f;
    }
  }

  private static void synchronizedMethods() {
    Friend f = Friend.pair();
    start(f::bow);
    start(f.other::bow);
  }

  private static void hashtables() {
    Map<Object, Object> a = new Hashtable<>();
    Map<Object, Object> b = new Hashtable<>();
    start(() -> nested(a, b));
    start(() -> nested(b, a));
  }

  private static void nested(Map<Object, Object> outer, Map<Object, Object> inner) {
    outer.computeIfAbsent(
        "x",
        k -> {
          Turns.now(Stranded::meet);
          return inner.size();
        });
  }

  private static void invokeAll() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    Callable<String> leaf = () -> "x";
    Callable<String> node =
        () -> {
          meet();
          return pool.invokeAll(java.util.List.of(leaf, leaf)).get(0).get();
        };
    pool.invokeAll(java.util.List.of(node, node));
    pool.shutdown();
  }

  /** Three print in turn; the last forgets to pass the turn on. */
  private static void lostTurn() {
    Semaphore[] turns = {new Semaphore(1), new Semaphore(0), new Semaphore(0)};
    for (int i = 0; i < 3; i++) {
      int mine = i;
      start(
          () -> {
            for (int round = 0; round < 2; round++) {
              turns[mine].acquire();
              if (mine < 2) {
                turns[mine + 1].release();
              }
            }
          });
    }
  }

  private static Thread startVirtual(Turns.Task task) throws ReflectiveOperationException {
    Runnable run = () -> Turns.now(task);
    return (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, run);
  }

  private static void virtualLatch() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    startVirtual(latch::await).join();
  }

  private static void virtualMethods() throws Exception {
    Friend f = Friend.pair();
    startVirtual(f::bow);
    startVirtual(f.other::bow).join();
  }
}
