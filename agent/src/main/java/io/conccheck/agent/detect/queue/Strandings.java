package io.conccheck.agent.detect.queue;

import io.conccheck.agent.boot.QueueEvents;
import io.conccheck.agent.boot.ThreadInfo;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.spi.Frames;
import io.conccheck.agent.spi.Reports;
import io.conccheck.agent.state.Stacks;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Consumers that keep the program alive and wait for elements nobody will bring: whoever has ever
 * put something into their queue has ended, and so have those that started these threads and could
 * start others like them. Ticker thread only.
 *
 * <p>A producer that is the worker of a pool and has nothing to do counts as ended if whoever made
 * it work has ended too. A thread that waits for a consumer's end, or for that of the task it runs,
 * waits as long as that.
 */
final class Strandings {

  /** So many looks must agree. */
  private static final int LOOKS = 6;

  private final Queues queues;
  private final Reports reports;
  private final boolean besideWatchdog;
  private Map<ThreadState, Integer> agreed = new IdentityHashMap<>();

  /**
   * @param besideWatchdog true if somebody else tells of programs in which every thread waits
   */
  Strandings(Queues queues, Reports reports, boolean besideWatchdog) {
    this.queues = queues;
    this.reports = reports;
    this.besideWatchdog = besideWatchdog;
  }

  void look() {
    Map<ThreadState, Integer> before = agreed;
    agreed = new IdentityHashMap<>();
    List<ThreadState> consumers = new ArrayList<>();
    ThreadState[] all = Threads.all();
    for (ThreadState ts : all) {
      if (QueueEvents.taking(ts) != null && isConsumer(ts.thread())) {
        consumers.add(ts);
      }
    }
    if (consumers.isEmpty()) {
      return;
    }
    Living living = Living.of(all, consumers);
    for (ThreadState consumer : consumers) {
      Known queue = queues.find(QueueEvents.taking(consumer));
      if (queue != null && isStranded(queue, living)) {
        int looks = before.getOrDefault(consumer, 0) + 1;
        agreed.put(consumer, looks);
        if (looks == LOOKS && (!besideWatchdog || living.othersWork())) {
          report(queue, consumer);
        }
      }
    }
  }

  private static boolean isConsumer(Thread t) {
    return t != null && !t.isDaemon() && t.getState() == Thread.State.WAITING;
  }

  private static boolean isStranded(Known queue, Living living) {
    List<ThreadInfo> producers = queue.producers();
    if (producers == null || producers.isEmpty()) {
      return false;
    }
    for (ThreadInfo p : producers) {
      for (ThreadInfo t = p; t != null; t = t.creator) {
        if (living.mayAct(t)) {
          return false;
        }
      }
    }
    return true;
  }

  private void report(Known queue, ThreadState consumer) {
    Thread t = consumer.thread();
    StackTraceElement[] stack = t == null ? new StackTraceElement[0] : Stacks.of(t);
    if (stack.length > 0 && isApplications(stack)) {
      reports.report(StrandedConsumer.of(queue, consumer.info, Frames.of(stack)));
    }
  }

  /** True if the application itself takes, not a pool that waits for tasks. */
  private static boolean isApplications(StackTraceElement[] stack) {
    for (StackTraceElement e : stack) {
      if (e.getMethodName().startsWith("getTask")
          && e.getClassName().endsWith("ThreadPoolExecutor")) {
        return false;
      } else if (Frames.isApplication(e.getClassName())) {
        return true;
      }
    }
    return false;
  }
}
