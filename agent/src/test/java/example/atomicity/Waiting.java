package example.atomicity;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Two steps between which the thread waits for another one, named as in {@link Collections}. */
public final class Waiting {

  enum State {
    NEW,
    DRAINING,
    ENDED
  }

  static final AtomicInteger lostBroken = new AtomicInteger();
  static final Map<String, Integer> wordsBroken = new ConcurrentHashMap<>();
  static final AtomicInteger maximumBroken = new AtomicInteger();
  static final AtomicInteger bothBroken = new AtomicInteger();
  static final AtomicReference<State> onceBroken = new AtomicReference<>(State.NEW);
  static volatile int fieldBroken;

  static final AtomicReference<State> stateFine = new AtomicReference<>(State.NEW);
  static final AtomicBoolean runningFine = new AtomicBoolean(true);
  static final AtomicInteger restoredFine = new AtomicInteger();
  static final AtomicInteger retryFine = new AtomicInteger();
  static final AtomicInteger delegatedFine = new AtomicInteger();
  static volatile boolean openFine = true;

  private Waiting() {}

  interface Step {
    void run(Step here) throws Exception;
  }

  public static void main(String[] args) throws Exception {
    latches();
    barriers();
    delegated();
    System.out.println("done");
  }

  /** The second one runs, and ends, where the first one says so, and is waited for. */
  private static void between(Step first, Runnable second) throws Exception {
    CountDownLatch looked = new CountDownLatch(1);
    CountDownLatch written = new CountDownLatch(1);
    Thread other =
        new Thread(
            () -> {
              try {
                looked.await();
                second.run();
                written.countDown();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    other.start();
    first.run(
        x -> {
          looked.countDown();
          written.await();
        });
    other.join();
  }

  private static void latches() throws Exception {
    between(
        here -> {
          int v = lostBroken.get();
          here.run(null);
          lostBroken.set(v + 1);
        },
        () -> lostBroken.incrementAndGet());
    between(
        here -> {
          int v = fieldBroken;
          here.run(null);
          fieldBroken = v + 1;
        },
        () -> fieldBroken = 7);
    between(
        here -> {
          if (!wordsBroken.containsKey("k")) {
            here.run(null);
            wordsBroken.put("k", 1);
          }
        },
        () -> wordsBroken.put("k", 2));
    between(
        here -> {
          int mine = Integer.getInteger("mine", 5);
          if (mine > maximumBroken.get()) {
            here.run(null);
            maximumBroken.set(mine);
          }
        },
        () -> maximumBroken.set(9));
    between(
        here -> {
          if (stateFine.get() == State.NEW) {
            here.run(null);
            stateFine.set(State.ENDED);
            System.out.println("ended");
          }
        },
        () -> stateFine.set(State.DRAINING));
    between(
        here -> {
          if (runningFine.get()) {
            here.run(null);
            runningFine.set(false);
            System.out.println("stopped");
          }
        },
        () -> runningFine.set(false));
    between(
        here -> {
          if (openFine) {
            here.run(null);
            openFine = false;
            System.out.println("closed");
          }
        },
        () -> openFine = false);
    between(
        here -> {
          int before = restoredFine.get();
          here.run(null);
          restoredFine.set(before);
        },
        () -> restoredFine.set(3));
    between(
        here -> {
          int v;
          do {
            v = retryFine.get();
            here.run(null);
          } while (!retryFine.compareAndSet(v, v + 1));
        },
        () -> retryFine.incrementAndGet());
  }

  /** Both look, meet, and act. */
  private static void barriers() throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(2);
    Runnable body =
        () -> {
          try {
            for (int i = 0; i < 20; i++) { // two that act at the very same moment are not seen
              int v = bothBroken.get();
              barrier.await();
              bothBroken.set(v + 1);
              begin(barrier);
              barrier.await();
              onceBroken.set(State.NEW);
              barrier.await();
            }
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        };
    Thread one = new Thread(body);
    Thread two = new Thread(body);
    one.start();
    two.start();
    one.join();
    two.join();
  }

  private static void begin(CyclicBarrier barrier) throws Exception {
    if (onceBroken.get() == State.NEW) {
      barrier.await();
      onceBroken.set(State.DRAINING);
      System.out.println("begins");
    }
  }

  /** What is done by another one is waited for: it is a part of what this one does. */
  private static void delegated() throws Exception {
    int v = delegatedFine.get();
    Thread child = new Thread(() -> delegatedFine.incrementAndGet());
    child.start();
    child.join();
    delegatedFine.set(v + 10);
    v = delegatedFine.get();
    FutureTask<Integer> task = new FutureTask<>(() -> delegatedFine.incrementAndGet());
    new Thread(task).start();
    task.get();
    delegatedFine.set(v + 20);
  }
}
