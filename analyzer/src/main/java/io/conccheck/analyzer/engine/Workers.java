package io.conccheck.analyzer.engine;

import io.conccheck.analyzer.facts.Together;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Threads with deep stacks that go through a list together. An item that takes more processor time
 * than its budget is given up, and so is one that takes ten times as long by the clock, for it may
 * wait: on a busy machine nothing else is. Its thread, which nothing can stop, is left behind and
 * replaced.
 */
final class Workers {

  /** Deeply nested expressions need deep stacks: a generated chain of 10,000 calls does occur. */
  private static final long STACK_BYTES = 64L << 20;

  private static final long LOOK_MILLIS = 100;

  /** So much longer than the processor time for one item may be its time by the clock. */
  private static final long PATIENCE = 10;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final int count;
  private final long budgetNanos;

  /**
   * Makes no thread yet.
   *
   * @param count threads that work at one time
   * @param budgetMillis processor time for one item
   */
  Workers(int count, long budgetMillis) {
    this.count = count;
    this.budgetNanos = TimeUnit.MILLISECONDS.toNanos(budgetMillis);
  }

  /**
   * Applies a function to all items; the results come in the order of the items.
   *
   * @param late gives the result of an item that was given up
   */
  <T, R> List<R> map(
      List<T> items, Function<T, R> function, Function<T, R> late, ScanProgress progress) {
    return new Round<>(items, function, late, progress).run();
  }

  /** The same threads for things that have no budget. */
  Together together() {
    return new Together() {
      @Override
      public <T> List<T> all(List<Supplier<T>> parts) {
        return map(parts, Supplier::get, p -> null, ScanProgress.NONE);
      }
    };
  }

  private final class Round<T, R> {
    private final List<T> items;
    private final Function<T, R> function;
    private final Function<T, R> late;
    private final ScanProgress progress;
    private final AtomicInteger next = new AtomicInteger();
    private final List<Slot> slots = new ArrayList<>(); // used by the calling thread alone
    private final Object[] results; // guarded by this
    private int done; // guarded by this
    private Throwable failure; // guarded by this

    Round(List<T> items, Function<T, R> function, Function<T, R> late, ScanProgress progress) {
      this.items = items;
      this.function = function;
      this.late = late;
      this.progress = progress;
      this.results = new Object[items.size()];
    }

    List<R> run() {
      for (int i = 0; i < Math.min(count, items.size()); i++) {
        begin();
      }
      while (!isOver()) {
        // Allocates nothing unless something is late: a worker may have filled the memory.
        for (int i = slots.size() - 1; i >= 0; i--) {
          if (slots.get(i).isLate()) {
            giveUp(slots.get(i));
          }
        }
      }
      synchronized (this) {
        if (failure instanceof Error e) {
          throw e;
        } else if (failure != null) {
          throw new IllegalStateException("the scan failed", failure);
        }
        @SuppressWarnings("unchecked") // filled by the functions above
        List<R> list = (List<R>) Arrays.asList(results);
        return list;
      }
    }

    private void begin() {
      Slot slot = new Slot();
      slots.add(slot);
      Thread t = new Thread(null, () -> work(slot), "conccheck-scan", STACK_BYTES);
      slot.thread = t;
      t.setDaemon(true);
      t.start();
    }

    private synchronized boolean isOver() {
      if (done < results.length && failure == null) {
        try {
          wait(LOOK_MILLIS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException("the scan was interrupted", e);
        }
      }
      return done == results.length || failure != null;
    }

    private void giveUp(Slot slot) {
      int item = slot.abandon();
      if (item >= 0) {
        slots.remove(slot);
        finish(item, late.apply(items.get(item)));
        begin();
      }
    }

    private void work(Slot slot) {
      try {
        for (int i = next.getAndIncrement(); i < items.size(); i = next.getAndIncrement()) {
          slot.take(i);
          R result = function.apply(items.get(i));
          if (!slot.give()) {
            return; // given up meanwhile; another thread works in its place
          }
          finish(i, result);
        }
      } catch (RuntimeException | Error e) {
        fail(e);
      }
    }

    private void finish(int item, R result) {
      int now;
      synchronized (this) {
        results[item] = result;
        now = ++done;
        notifyAll();
      }
      progress.done(now, items.size());
    }

    private synchronized void fail(Throwable e) {
      failure = failure == null ? e : failure;
      notifyAll();
    }
  }

  /** What one thread works on; shared with the thread that looks after it. */
  private final class Slot {
    private Thread thread; // set before it starts
    private int item = -1; // guarded by this
    private long since; // guarded by this
    private long used; // processor time at that moment; guarded by this
    private boolean abandoned; // guarded by this

    synchronized void take(int i) {
      item = i;
      since = System.nanoTime();
      used = processorTime();
    }

    /** False if the item has been given up. */
    synchronized boolean give() {
      item = -1;
      return !abandoned;
    }

    synchronized boolean isLate() {
      long took = item < 0 || abandoned ? 0 : System.nanoTime() - since;
      return took > budgetNanos
          && (took / PATIENCE > budgetNanos || processorTime() - used > budgetNanos);
    }

    /** In nanoseconds; always -1 where the JVM cannot tell. */
    private long processorTime() {
      return THREADS.isThreadCpuTimeSupported() ? THREADS.getThreadCpuTime(thread.getId()) : -1;
    }

    /** The item that is given up, or -1 if it was finished just now. */
    synchronized int abandon() {
      abandoned = item >= 0;
      return item;
    }
  }
}
