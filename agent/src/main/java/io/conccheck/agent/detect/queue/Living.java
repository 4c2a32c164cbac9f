package io.conccheck.agent.detect.queue;

import io.conccheck.agent.boot.ThreadInfo;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.WaitRecord;
import io.conccheck.agent.state.AgentThreads;
import io.conccheck.agent.state.PlatformThreads;
import io.conccheck.agent.state.Stacks;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;

/** The threads that live at one moment and may do something of themselves. */
final class Living {

  private final Set<ThreadInfo> acting = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean othersWork;

  private Living() {}

  static Living of(ThreadState[] all, List<ThreadState> consumers) {
    Living living = new Living();
    for (ThreadState ts : all) {
      Thread t = ts.thread();
      if (t != null && t.isAlive() && !consumers.contains(ts) && !AgentThreads.isAgent(t)) {
        living.add(ts, t, consumers);
      }
    }
    living.othersWork = anyWorks();
    return living;
  }

  /** A thread that has only slept so far is not among the states: the JVM has to be asked. */
  private static boolean anyWorks() {
    for (Thread t : PlatformThreads.all()) {
      ThreadInfo info = t.getState() == Thread.State.WAITING ? null : Threads.info(t);
      if (info != null && info.createdAt != null && !AgentThreads.isAgent(t)) {
        return true;
      }
    }
    return false;
  }

  private void add(ThreadState ts, Thread t, List<ThreadState> consumers) {
    boolean waits = t.getState() == Thread.State.WAITING;
    if (!waits || !isWithoutTask(Stacks.of(t)) && !waitsFor(ts.wait, consumers)) {
      acting.add(ts.info);
    }
  }

  /** True for a worker without work. */
  private static boolean isWithoutTask(StackTraceElement[] stack) {
    for (StackTraceElement e : stack) {
      String name = e.getClassName();
      if (name.equals("java.util.concurrent.ThreadPoolExecutor")
          && e.getMethodName().equals("getTask")) {
        return true;
      } else if (!name.startsWith("java.") && !name.startsWith("jdk.")) {
        return false;
      }
    }
    return false;
  }

  /** True if the thread waits for the end of a consumer, or of the task that it runs. */
  private static boolean waitsFor(WaitRecord wait, List<ThreadState> consumers) {
    Object on = wait.on();
    Object awaited = on instanceof FutureTask<?> task ? Runner.of(task) : on;
    for (ThreadState consumer : consumers) {
      if (awaited != null && consumer.thread() == awaited) {
        return true;
      }
    }
    return false;
  }

  boolean mayAct(ThreadInfo thread) {
    return acting.contains(thread);
  }

  /** True if a thread that the application has started is not waiting. */
  boolean othersWork() {
    return othersWork;
  }
}
