package example.order;

import static example.order.unseen.Turns.pause;

import example.order.unseen.Turns;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CountedCompleter;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Edges of fork and join: fields ending in Clean are ordered, those in Racy are not. */
public final class ForkEdges {

  static int invokeClean;
  static int submitClean;
  static int joinClean;
  static int unjoinedRacy;
  static int quiescenceClean;
  static int terminationClean;
  static int streamClean;
  static int streamRacy;
  static int arraysClean;
  static int completerClean;
  static int isDoneClean;
  static int tagNote;
  static int afterTagRacy;

  private ForkEdges() {}

  /** Each node writes its own cell, which its parent reads after the join. */
  static final class Sum extends RecursiveTask<Integer> {
    private static final long serialVersionUID = 1;
    private final int[] cells;
    private final int from;
    private final int to;
    int sumClean;

    Sum(int[] cells, int from, int to) {
      this.cells = cells;
      this.from = from;
      this.to = to;
    }

    @Override
    protected Integer compute() {
      if (to - from < 4) {
        for (int i = from; i < to; i++) {
          sumClean += ++cells[i];
        }
        return sumClean;
      }
      int mid = (from + to) >>> 1;
      Sum left = new Sum(cells, from, mid);
      Sum right = new Sum(cells, mid, to);
      left.fork();
      right.compute();
      left.join();
      sumClean = left.sumClean + right.sumClean;
      return sumClean;
    }
  }

  /** A tree of completers: each leaf sets a cell, the parent's completion adds its children. */
  static final class Tree extends CountedCompleter<Void> {
    private static final long serialVersionUID = 1;
    private final int depth;
    private Tree left;
    private Tree right;
    int valueClean;

    Tree(CountedCompleter<?> parent, int depth) {
      super(parent);
      this.depth = depth;
    }

    @Override
    public void compute() {
      if (depth == 0) {
        valueClean = 1;
      } else {
        setPendingCount(2);
        left = new Tree(this, depth - 1);
        right = new Tree(this, depth - 1);
        left.fork();
        right.fork();
      }
      tryComplete();
    }

    @Override
    public void onCompletion(CountedCompleter<?> caller) {
      if (left != null) {
        valueClean = left.valueClean + right.valueClean;
      }
    }
  }

  public static void main(String[] args) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(4);
    for (int i = 0; i < 20; i++) {
      invokeClean += pool.invoke(new Sum(new int[200], 0, 200));
      Tree tree = new Tree(null, 6);
      pool.invoke(tree);
      completerClean += tree.valueClean;
    }
    ForkJoinTask<Integer> t = pool.submit(() -> submitClean = 3);
    submitClean = t.get();
    ForkJoinTask<?> u = pool.submit(() -> joinClean++);
    u.join();
    joinClean++;
    ForkJoinTask<?> v = pool.submit(() -> isDoneClean++);
    while (!v.isDone()) {
      pause(1);
    }
    isDoneClean++;
    pool.execute(() -> unjoinedRacy++);
    pause(50);
    unjoinedRacy++;
    pool.execute(() -> quiescenceClean++);
    pool.awaitQuiescence(5, TimeUnit.SECONDS);
    quiescenceClean++;
    streams();
    pool.execute(() -> terminationClean++);
    pool.shutdown();
    pool.awaitTermination(5, TimeUnit.SECONDS);
    terminationClean++;
    tags();
  }

  private static void tags() {
    Tree visited = new Tree(null, 0);
    Turns.inTurn(
        () -> {
          tagNote = 1;
          visited.setForkJoinTaskTag((short) 1);
          afterTagRacy = 1;
        },
        () -> {
          if (visited.compareAndSetForkJoinTaskTag((short) 1, (short) 2)) {
            tagNote++;
            afterTagRacy++;
          }
        });
  }

  private static void streams() throws InterruptedException {
    int[] cells = new int[1000];
    streamClean = 2;
    IntStream.range(0, cells.length).parallel().forEach(i -> cells[i] = streamClean);
    streamClean = IntStream.of(cells).parallel().map(c -> c + streamClean).sum();
    CountDownLatch two = new CountDownLatch(2);
    IntStream.range(0, 2)
        .parallel()
        .forEach(
            i -> {
              pause(100);
              streamRacy++;
              two.countDown();
            });
    int[] large = new int[20_000];
    Arrays.parallelSetAll(large, i -> large.length - i);
    Arrays.parallelSort(large);
    Arrays.parallelPrefix(large, Integer::sum);
    arraysClean = large[large.length - 1];
  }
}
