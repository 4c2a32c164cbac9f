package io.conccheck.agent.state;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

/**
 * What the JVM itself knows of its platform threads. It is asked for when it is first needed, and
 * knows nothing in a run-time image without that module. Guarded by its owner.
 */
public final class ThreadBean {

  private ThreadMXBean bean; // null until first needed
  private boolean missing;

  /** What the thread of that number does, or null; a stack of no more than so many frames. */
  public ThreadInfo info(long thread, int frames) {
    return bean() == null ? null : bean.getThreadInfo(thread, frames);
  }

  /** Processor time that thread has used in nanoseconds, or -1. */
  public long cpu(long thread) {
    try {
      return bean() == null ? -1 : bean.getThreadCpuTime(thread);
    } catch (UnsupportedOperationException e) {
      return -1;
    }
  }

  private ThreadMXBean bean() {
    if (bean == null && !missing) {
      try {
        bean = ManagementFactory.getThreadMXBean();
      } catch (LinkageError e) {
        missing = true;
      }
    }
    return bean;
  }
}
