package io.conccheck.agent.detect.queue;

import io.conccheck.agent.boot.ThreadInfo;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.state.AgentThreads;
import io.conccheck.agent.state.PlatformThreads;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

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
        living.add(ts.info, t);
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

  private void add(ThreadInfo info, Thread t) {
    boolean waits = t.getState() == Thread.State.WAITING;
    if (!waits || !isIdle(t.getStackTrace())) {
      acting.add(info);
    }
  }

  /** True for a worker without work and for a thread that waits for the end of another. */
  private static boolean isIdle(StackTraceElement[] stack) {
    for (StackTraceElement e : stack) {
      String name = e.getClassName();
      boolean pool = name.equals("java.util.concurrent.ThreadPoolExecutor");
      boolean thread = name.equals("java.lang.Thread");
      if (pool && e.getMethodName().equals("getTask")
          || thread && e.getMethodName().equals("join")) {
        return true;
      } else if (!name.startsWith("java.") && !name.startsWith("jdk.")) {
        return false;
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
