package example.deadlock;

import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Locks that threads hold and ask for within the JDK, which nothing of the program's shows. */
final class StrandedWithin {

  private StrandedWithin() {}

  static void addTo(Map<String, Turns.Task> ways) {
    ways.put("class-loaders", StrandedWithin::classLoaders);
    ways.put("drained-queues", StrandedWithin::drainedQueues);
    ways.put("pool-open", StrandedWithin::poolOpen);
  }

  /** Asks another one while it is locked itself. */
  private static final class Delegating extends ClassLoader {
    private ClassLoader other;

    Delegating() {
      super(null);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      Turns.now(Stranded::meet);
      return other.loadClass(name);
    }
  }

  private static void classLoaders() {
    Delegating one = new Delegating();
    Delegating two = new Delegating();
    one.other = two;
    two.other = one;
    Stranded.start(() -> one.loadClass("none.One"));
    Stranded.start(() -> two.loadClass("none.Two"));
  }

  /** Nobody shuts it down. */
  private static void poolOpen() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    pool.submit(() -> "done").get();
    pool.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
  }

  private static void drainedQueues() {
    BlockingQueue<String> one = new ArrayBlockingQueue<>(1);
    BlockingQueue<String> two = new ArrayBlockingQueue<>(1);
    one.add("x");
    two.add("y");
    Stranded.start(() -> one.drainTo(new Sink(two)));
    Stranded.start(() -> two.drainTo(new Sink(one)));
  }

  private static final class Sink extends ArrayList<String> {
    private static final long serialVersionUID = 1;
    private final transient BlockingQueue<String> next;

    Sink(BlockingQueue<String> next) {
      this.next = next;
    }

    @Override
    public boolean add(String s) {
      Turns.now(Stranded::meet);
      return next.offer(s) && super.add(s);
    }
  }
}
