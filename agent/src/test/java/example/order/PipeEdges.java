package example.order;

import example.order.unseen.Turns;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CountedCompleter;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * Edges of publishers, of completers that propagate, of ordered walks, pools that end and the
 * garbage collector's queues: Clean fields are ordered, Racy ones are not.
 */
public final class PipeEdges {

  static int itemClean;
  static int subscriberClean;
  static int errorClean;
  static int consumedClean;
  static int afterSubmitRacy;
  static int twoSubscribersRacy;
  static int propagatedClean;
  static int orderedWalkClean;
  static int invokeAllClean;
  static int terminatedClean;
  static int cleanerClean;
  static int fencedClean;
  static int unfencedRacy;
  static int queueClean;
  static int queueRacy;
  static int keptClean;
  static int pipedNote;
  static int permitsNote;
  static int countNote;
  static int childNote;
  static int afterSumNote;

  private PipeEdges() {}

  /** Counts without an order of its own. */
  private static class Counting implements Flow.Subscriber<int[]> {
    final CountDownLatch over = new CountDownLatch(1);
    private Flow.Subscription subscription;
    private int calls;

    @Override
    public void onSubscribe(Flow.Subscription s) {
      subscription = s;
      calls++;
      s.request(1);
    }

    @Override
    public void onNext(int[] item) {
      item[0]++;
      calls++;
      itemClean += item[0];
      subscription.request(1);
    }

    @Override
    public void onError(Throwable t) {
      errorClean++;
      over.countDown();
    }

    @Override
    public void onComplete() {
      subscriberClean += calls;
      over.countDown();
    }
  }

  /** As its name says, for one item. */
  private static final class Slow extends Counting {
    @Override
    public void onNext(int[] item) {
      Turns.pause(5);
      twoSubscribersRacy++;
      afterSubmitRacy++;
      over.countDown();
    }
  }

  /** Halves until small; what a leaf counts is read when the root is done. */
  private static final class Halving extends CountedCompleter<Integer> {
    private static final long serialVersionUID = 1;
    private final int[] cells;
    private int from;
    private int to;

    Halving(CountedCompleter<?> parent, int[] cells, int from, int to) {
      super(parent);
      this.cells = cells;
      this.from = from;
      this.to = to;
    }

    @Override
    public void compute() {
      while (to - from > 2) {
        int middle = (from + to) >>> 1;
        addToPendingCount(1);
        new Halving(this, cells, middle, to).fork();
        to = middle;
      }
      for (int i = from; i < to; i++) {
        cells[i]++;
      }
      propagateCompletion();
    }

    @Override
    public Integer getRawResult() {
      return IntStream.of(cells).sum();
    }
  }

  public static void main(String[] args) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(3);
    flow(pool);
    pool.shutdown();
    forks();
    ended();
    collected();
    queued();
    byImplementation();
  }

  private static void byImplementation() throws IOException {
    PipedOutputStream out = new PipedOutputStream();
    PipedInputStream in = new PipedInputStream(out);
    Turns.inTurn(
        () -> {
          pipedNote = 1;
          out.write(1);
        },
        () -> {
          in.read();
          pipedNote++;
        });
    Semaphore permits = new Semaphore(0);
    CountDownLatch count = new CountDownLatch(1);
    Turns.inTurn(
        () -> {
          permitsNote = 1;
          permits.release();
          countNote = 1;
          count.countDown();
        },
        () -> {
          if (permits.availablePermits() == 1) {
            permitsNote++;
          }
          if (count.getCount() == 0) {
            countNote++;
          }
        });
    Process child = new ProcessBuilder("sleep", "60").start();
    Turns.inTurn(
        () -> {
          childNote = 1;
          child.destroy();
        },
        () -> {
          child.waitFor();
          childNote++;
        });
    LongAdder adder = new LongAdder();
    Object monitor = new Object();
    Turns.inTurn(
        () -> {
          afterSumNote = 1;
          adder.increment();
        },
        () -> {
          if (adder.sum() == 1) {
            synchronized (monitor) {
              adder.reset();
            }
          }
        },
        () -> {
          synchronized (monitor) {
            afterSumNote++;
          }
        });
  }

  private static void flow(Executor pool) throws InterruptedException {
    SubmissionPublisher<int[]> publisher = new SubmissionPublisher<>(pool, 8);
    Counting counting = new Counting();
    publisher.subscribe(counting);
    for (int i = 0; i < 100; i++) {
      publisher.submit(new int[] {i});
    }
    publisher.close();
    counting.over.await();
    itemClean++;
    subscriberClean++;
    SubmissionPublisher<int[]> failing = new SubmissionPublisher<>(pool, 8);
    Counting told = new Counting();
    failing.subscribe(told);
    errorClean++;
    failing.closeExceptionally(new IllegalStateException());
    told.over.await();
    errorClean++;
    SubmissionPublisher<int[]> consumed = new SubmissionPublisher<>();
    var done = consumed.consume(item -> consumedClean += item[0]++);
    for (int i = 0; i < 20; i++) {
      consumed.offer(new int[] {i}, 5, TimeUnit.SECONDS, null);
    }
    consumed.close();
    done.join();
    consumedClean++;
    SubmissionPublisher<int[]> two = new SubmissionPublisher<>(pool, 8);
    Slow one = new Slow();
    Slow other = new Slow();
    two.subscribe(one);
    two.subscribe(other);
    two.submit(new int[1]);
    afterSubmitRacy++;
    one.over.await();
    other.over.await();
  }

  private static void forks() throws Exception {
    ForkJoinPool pool = new ForkJoinPool(4);
    for (int round = 0; round < 20; round++) {
      propagatedClean += pool.invoke(new Halving(null, new int[500], 0, 500));
      IntStream.range(0, 200)
          .parallel()
          .mapToObj(i -> new int[] {i})
          .forEachOrdered(cell -> orderedWalkClean += cell[0]);
      orderedWalkClean++;
      pool.invokeAll(List.of(() -> invokeAllClean++));
      invokeAllClean++;
    }
    pool.shutdown();
  }

  private static void ended() throws InterruptedException {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>()) {
          @Override
          protected void terminated() {
            terminatedClean++;
          }
        };
    pool.execute(() -> {});
    terminatedClean++;
    pool.shutdown();
    pool.awaitTermination(5, TimeUnit.SECONDS);
    terminatedClean++;
  }

  private static void collected() {
    Cleaner cleaner = Cleaner.create();
    CountDownLatch cleaned = new CountDownLatch(1);
    cleanerClean++;
    register(cleaner, cleaned);
    for (int i = 0; i < 100 && cleaned.getCount() > 0; i++) {
      System.gc();
      Turns.pause(10);
    }
    ReferenceQueue<Object> queue = new ReferenceQueue<>();
    WeakReference<Object> first = new WeakReference<>(queue, queue);
    WeakReference<Object> second = new WeakReference<>(queue, queue);
    Turns.inTurn(
        () -> {
          queueClean++;
          first.enqueue();
        },
        () -> {
          queueRacy++;
          second.enqueue();
        },
        () -> {
          if (queue.poll() == second && queue.remove(1) == first) {
            queueClean++;
          }
        },
        () -> {
          if (queue.poll() == null) {
            queueRacy++;
          }
        });
  }

  /** Comes out of its queue with what its constructor gave it. */
  private static final class Named extends WeakReference<Object> {
    final Object key;
    int givenNote;
    int laterRacy;

    Named(Object object, ReferenceQueue<Object> queue) {
      super(object, queue);
      key = queue;
      givenNote = 1;
    }
  }

  private static void queued() {
    ReferenceQueue<Object> queue = new ReferenceQueue<>();
    List<Named> kept = new ArrayList<>();
    Turns.inTurn(
        () -> {
          Object object = new Object();
          Named named = new Named(object, queue);
          kept.add(named);
          keptClean++;
          Reference.reachabilityFence(object);
          named.laterRacy++;
        },
        () -> {
          Named named = null;
          for (int i = 0; i < 100 && named == null; i++) {
            System.gc();
            named = (Named) queue.remove(20);
          }
          keptClean++;
          named.laterRacy++;
        });
    ReferenceQueue<Object> other = new ReferenceQueue<>();
    Turns.inTurn(
        () -> Turns.keep(new Named(new Object(), other)),
        () -> {
          Named named = null;
          for (int i = 0; i < 100 && named == null; i++) {
            System.gc();
            named = (Named) other.remove(20);
          }
          named.givenNote++;
        });
  }

  private static void register(Cleaner cleaner, CountDownLatch cleaned) {
    Object garbage = new Object();
    cleaner.register(
        garbage,
        () -> {
          cleanerClean++;
          fencedClean++;
          unfencedRacy++;
          cleaned.countDown();
        });
    fencedClean++;
    Reference.reachabilityFence(garbage);
    unfencedRacy++;
  }
}
