package io.conccheck.agent.state;

import io.conccheck.agent.boot.Threads;

/** Makes the agent's own threads, so that the program does not notice them. */
public final class AgentThreads {

  /** What the names of all the agent's threads begin with. */
  public static final String PREFIX = "conccheck-";

  private static final long PAUSE_MILLIS = 50;

  private AgentThreads() {}

  /**
   * Starts a daemon thread of the agent. It lives in the system's thread group, where {@code
   * Thread.activeCount} of the application does not count it, and inherits nothing.
   *
   * <p>The thread is marked busy for good: nothing it does passes for the program's doing.
   *
   * @param name begins with {@link #PREFIX}
   * @param task is run anew, after a pause, when it ends for want of memory: the program may well
   *     go on without what it had filled it with
   */
  public static Thread start(String name, Runnable task) {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    Thread thread = new Thread(group, new Busy(task), name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    thread.start();
    return thread;
  }

  private static final class Busy implements Runnable {
    private final Runnable task;

    Busy(Runnable task) {
      this.task = task;
    }

    @Override
    public void run() {
      Threads.current().busy = true;
      boolean anew = false;
      while (true) {
        try {
          if (anew) {
            Thread.sleep(PAUSE_MILLIS);
          }
          task.run();
          return;
        } catch (VirtualMachineError e) {
          anew = true;
        } catch (InterruptedException e) {
          // The application may interrupt every thread it finds; this one has no use for it.
          Thread.interrupted();
        }
      }
    }
  }

  /** True if that thread is one of the agent's own. */
  public static boolean isAgent(Thread thread) {
    return thread.getName().startsWith(PREFIX);
  }
}
