package example.order;

import example.order.unseen.Turns;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Edges of virtual threads and structured tasks: Clean fields are ordered, Racy ones are not. */
public final class VirtualEdges {

  static int startClean;
  static int joinClean;
  static int isAliveClean;
  static int ownClean;
  static int lockClean;
  static int monitorClean;
  static int submitClean;
  static int closeClean;
  static int poolCloseClean;
  static int forkJoinCloseClean;
  static int interruptClean;
  static int forkClean;
  static int scopeJoinClean;
  static int resultClean;
  static int firstResultClean;
  static int failedClean;
  static int nestedClean;
  static int scopeCloseClean;
  static int scopedValueClean;
  static int stableClean;
  static int suppliedClean;
  static int listedClean;
  static int otherStableRacy;
  static int notJoinedRacy;
  static int sameCarrierRacy;
  static int siblingsRacy;
  static int beforeJoinRacy;

  private static final ScopedValue<int[]> SCOPED = ScopedValue.newInstance();

  private VirtualEdges() {}

  public static void main(String[] args) throws Exception {
    threads();
    executors();
    scopes();
    stable();
    noEdges();
  }

  private static void threads() throws InterruptedException {
    startClean++;
    Thread t = Thread.startVirtualThread(() -> joinClean += startClean++);
    t.join();
    joinClean++;
    t = Thread.ofVirtual().start(() -> isAliveClean++);
    while (t.isAlive()) {
      Thread.onSpinWait();
    }
    isAliveClean++;
    ReentrantLock lock = new ReentrantLock();
    Object monitor = new Object();
    Runnable body =
        () -> {
          int[] own = new int[1];
          for (int i = 0; i < 20; i++) {
            own[0]++;
            lock.lock();
            lockClean++;
            Thread.yield();
            lock.unlock();
            synchronized (monitor) {
              monitorClean += own[0];
            }
          }
        };
    Thread one = Thread.startVirtualThread(body);
    Thread two = Thread.startVirtualThread(body);
    one.join();
    two.join();
    t =
        Thread.startVirtualThread(
            () -> {
              for (int i = 0; i < 20; i++) {
                ownClean++;
                Turns.pause(1);
              }
            });
    t.join();
    ownClean++;
    t =
        Thread.startVirtualThread(
            () -> {
              try {
                Thread.sleep(20_000);
              } catch (InterruptedException e) {
                interruptClean++;
              }
            });
    Turns.awaitBlocked(t);
    interruptClean++;
    t.interrupt();
    t.join();
  }

  private static void executors() throws Exception {
    try (ExecutorService e = Executors.newVirtualThreadPerTaskExecutor()) {
      submitClean++;
      e.submit(() -> submitClean++).get();
      submitClean++;
      e.execute(() -> closeClean++);
    }
    closeClean++;
    try (ExecutorService e = Executors.newFixedThreadPool(2)) {
      e.execute(() -> poolCloseClean++);
    }
    poolCloseClean++;
    try (ForkJoinPool pool = new ForkJoinPool(2)) {
      pool.execute(() -> forkJoinCloseClean++);
    }
    forkJoinCloseClean++;
  }

  private static int[] box() {
    int[] box = {1};
    box[0]++;
    return box;
  }

  private static void scopes() throws Exception {
    forkClean++;
    try (var scope = StructuredTaskScope.<Object>open()) {
      scope.fork(
          () -> {
            scopeJoinClean += forkClean;
            return 1;
          });
      var result = scope.fork(() -> (Object) box());
      scope.join();
      scopeJoinClean++;
      resultClean += ((int[]) result.get())[0]++;
    }
    try (var scope = StructuredTaskScope.open(Joiner.<int[]>anySuccessfulResultOrThrow())) {
      scope.fork(VirtualEdges::box);
      firstResultClean += scope.join()[0]++;
    }
    try (var scope = StructuredTaskScope.open(Joiner.<Object>awaitAll())) {
      scope.fork(
          () -> {
            failedClean++;
            throw new IllegalStateException();
          });
      scope.join();
      failedClean++;
    }
    CountDownLatch begun = new CountDownLatch(1);
    try (var scope = StructuredTaskScope.open(Joiner.<Integer>anySuccessfulResultOrThrow())) {
      scope.fork(
          () -> {
            begun.await();
            return 1;
          });
      scope.fork(
          () -> {
            begun.countDown();
            try {
              Thread.sleep(20_000);
            } finally {
              scopeCloseClean++;
            }
            return 2;
          });
      scope.join();
    }
    scopeCloseClean++;
    int[] bound = box();
    ScopedValue.where(SCOPED, bound)
        .call(
            () -> {
              try (var scope = StructuredTaskScope.<Object>open()) {
                scope.fork(() -> scopedValueClean += SCOPED.get()[0]++);
                scope.join();
              }
              return nestedClean += SCOPED.get()[0]++;
            });
    scopedValueClean += bound[0]++;
  }

  private static void stable() {
    StableValue<String> value = StableValue.of();
    Supplier<Integer> supplier = StableValue.supplier(() -> suppliedClean++);
    List<Integer> list = StableValue.list(2, i -> listedClean++);
    Turns.inTurn(
        () -> {
          stableClean++;
          value.trySet("a");
          supplier.get();
          list.get(1);
        },
        () -> {
          if (value.orElse(null) != null) {
            stableClean++;
          }
          int supplied = supplier.get();
          suppliedClean += supplied;
          int listed = list.get(1);
          listedClean += listed;
        });
    StableValue<String> one = StableValue.of();
    StableValue<String> other = StableValue.of();
    Turns.inTurn(
        () -> {
          otherStableRacy++;
          one.setOrThrow("a");
        },
        () -> {
          other.orElseSet(() -> "b");
          otherStableRacy++;
        });
  }

  private static void noEdges() throws InterruptedException {
    Thread.startVirtualThread(() -> notJoinedRacy++);
    Turns.pause(50);
    notJoinedRacy++;
    Thread.startVirtualThread(() -> sameCarrierRacy++);
    Turns.pause(50);
    Thread.startVirtualThread(() -> sameCarrierRacy++);
    Turns.pause(50);
    try (var scope = StructuredTaskScope.open(Joiner.<Object>awaitAll())) {
      scope.fork(() -> siblingsRacy++);
      scope.fork(
          () -> {
            Turns.pause(50);
            siblingsRacy++;
            return 1;
          });
      scope.fork(() -> beforeJoinRacy++);
      Turns.pause(50);
      beforeJoinRacy++;
      scope.join();
    }
  }
}
