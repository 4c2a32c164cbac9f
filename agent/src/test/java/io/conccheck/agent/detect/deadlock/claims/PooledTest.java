package io.conccheck.agent.detect.deadlock.claims;

import static org.assertj.core.api.Assertions.assertThat;

import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.WeakIdentityMap;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What pools remember of threads does not outlive the pool, nor grow with threads that ended. */
class PooledTest {

  private static final int SLOT = ThreadState.slot();
  private static final int MANY = 200;

  private final WeakIdentityMap pools = new WeakIdentityMap();
  private final List<Borrower> borrowers = new ArrayList<>();

  /** Takes a unit on a thread that ends with it and knows the queue, as a worker of its pool. */
  private WeakReference<ThreadState> borrow(Pooled pool, Object queue) throws Exception {
    FutureTask<WeakReference<ThreadState>> task =
        new FutureTask<>(
            () -> {
              ThreadState ts = Threads.current();
              ts.put(SLOT, queue);
              borrowers.add(Borrower.of(ts));
              pool.lends(Borrower.of(ts), 1);
              Threads.ending();
              return new WeakReference<>(ts);
            });
    Thread t = new Thread(task);
    t.start();
    t.join();
    return task.get();
  }

  private static void awaitCleared(WeakReference<?> r) {
    while (r.get() != null) {
      System.gc();
    }
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void neitherPoolNorThreadIsKeptAlive() throws Exception {
    BlockingQueue<Object> queue = new ArrayBlockingQueue<>(1);
    Pooled pool = new Pooled(queue, true, 0);
    pools.put(queue, pool);
    WeakReference<ThreadState> state = borrow(pool, queue);
    WeakReference<Object> dead = new WeakReference<>(queue);
    queue = null;
    pool = null;
    awaitCleared(dead);
    awaitCleared(state);
  }

  @Test
  void whatEndedThreadsHaveIsANumber() throws Exception {
    Object queue = new Object();
    Pooled pool = new Pooled(queue, false, 0);
    for (int i = 0; i < MANY; i++) {
      borrow(pool, queue);
    }
    assertThat(pool.threads()).isLessThan(MANY / 2);
    assertThat(pool.total()).isEqualTo(MANY);
    for (Borrower b : borrowers) {
      pool.getsBack(b, 1);
    }
    borrow(pool, queue);
    assertThat(pool.total()).isEqualTo(MANY); // all had come back
  }
}
