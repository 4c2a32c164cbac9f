package io.conccheck.agent.detect.queue;

import io.conccheck.agent.boot.ThreadInfo;
import io.conccheck.agent.spi.Frames;
import io.conccheck.findings.Frame;
import io.conccheck.findings.Location;
import io.conccheck.findings.Subject;
import io.conccheck.findings.Trace;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;

/** One queue: who puts into it, where that was first, how its length has gone. */
final class Known extends WeakReference<Object> {

  /** More producers than that are somebody's requests or connections: there will be others. */
  private static final int MOST = 32;

  /** So much room is as good as without limit. */
  private static final int UNBOUNDED = Integer.MAX_VALUE / 2;

  private static final String JUC = "java.util.concurrent.";

  /** So many times as long as a look took passes before the next one. */
  private static final int REST = 100;

  private final List<ThreadInfo> producers = new ArrayList<>(); // guarded by this
  private final Queues queues;
  private final String type;
  private final Throwable first; // null where the queue is not watched
  private ThreadInfo putter; // guarded by this
  private long restUntil = System.nanoTime(); // ticker thread alone

  /** How its length goes; ticker thread and exiting thread, one after the other. */
  final Length length = new Length();

  Known(Object queue, Queues queues, ReferenceQueue<Object> garbage, boolean watched) {
    super(queue, garbage);
    this.queues = queues;
    this.type = queue.getClass().getSimpleName();
    this.first = watched ? new Throwable() : null;
  }

  boolean isWatched() {
    return first != null;
  }

  synchronized void producer(ThreadInfo thread) {
    if (putter == null) {
      putter = thread;
    }
    if (producers.size() <= MOST && !producers.contains(thread)) {
      producers.add(thread);
    }
  }

  /** All that have ever put something in; null if they are too many to be told apart. */
  synchronized List<ThreadInfo> producers() {
    return producers.size() > MOST ? null : new ArrayList<>(producers);
  }

  /**
   * How many elements there are; -1 where the queue has a limit, where it is no queue but a bag
   * that nobody takes anything out of, or where a method of the application would have to be
   * called.
   */
  int size() {
    Object q = get();
    if (q instanceof BlockingQueue<?> queue) {
      return queue.getClass().getName().startsWith(JUC) && queue.remainingCapacity() > UNBOUNDED
          ? queue.size()
          : -1;
    }
    return q instanceof Collection<?> linked
            && q.getClass().getName().startsWith(JUC)
            && queues.isPolled(q)
        ? linked.size()
        : -1;
  }

  /** As {@link #size}, but -1 for a while after it took long: linked queues count themselves. */
  int sizeNow() {
    long begin = System.nanoTime();
    if (begin - restUntil < 0) {
      return -1;
    }
    int size = size();
    long end = System.nanoTime();
    restUntil = end + REST * (end - begin);
    return size;
  }

  String type() {
    return type;
  }

  /** True if an application has put something in, not the JDK for its own purposes. */
  boolean isApplications() {
    return Frames.isApplication(frames().get(0).className());
  }

  /** Where something was put in first. */
  List<Frame> frames() {
    return Frames.of(first);
  }

  String symbol() {
    Frame at = frames().get(0);
    return at.className() + "." + at.method();
  }

  Location location() {
    return Location.of(frames().get(0), symbol());
  }

  Subject subject() {
    return Subject.creationSite(frames().get(0).symbol());
  }

  synchronized Trace trace() {
    return new Trace(
        Trace.CURRENT, putter.label(), List.of(), List.of(), frames(), "put the first element in");
  }
}
