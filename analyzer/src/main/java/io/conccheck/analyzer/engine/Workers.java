package io.conccheck.analyzer.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Threads with deep stacks that go through a list together. */
final class Workers implements AutoCloseable {

  /** Deeply nested expressions need deep stacks: a generated chain of 10,000 calls does occur. */
  private static final long STACK_BYTES = 64L << 20;

  private final ExecutorService pool;
  private final int count;

  Workers(int count) {
    this.count = count;
    AtomicInteger number = new AtomicInteger();
    this.pool =
        Executors.newFixedThreadPool(
            count,
            task -> {
              String name = "conccheck-scan-" + number.incrementAndGet();
              Thread t = new Thread(null, task, name, STACK_BYTES);
              t.setDaemon(true);
              return t;
            });
  }

  /** Applies a function to all items; the results come in the order of the items. */
  <T, R> List<R> map(List<T> items, Function<T, R> function, ScanProgress progress) {
    AtomicInteger next = new AtomicInteger();
    AtomicLong done = new AtomicLong();
    Object[] results = new Object[items.size()];
    List<Future<?>> running = new ArrayList<>();
    for (int w = 0; w < count; w++) {
      running.add(
          pool.submit(
              () -> {
                for (int i = next.getAndIncrement(); i < items.size(); i = next.getAndIncrement()) {
                  results[i] = function.apply(items.get(i));
                  progress.done(done.incrementAndGet(), items.size());
                }
              }));
    }
    running.forEach(Workers::await);
    @SuppressWarnings("unchecked") // filled by the function above
    List<R> list = (List<R>) java.util.Arrays.asList(results);
    return list;
  }

  private static void await(Future<?> future) {
    try {
      future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the scan was interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("the scan failed", e.getCause());
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
