package io.conccheck.agent.spi;

/** One daemon thread of the agent for everything that is looked at from time to time. */
public interface Ticker {

  /**
   * Runs a task again and again, first after {@code millis}, until the JVM ends. A task that throws
   * is told as a failure and runs again. Tasks share one thread: each must be short.
   *
   * @param millis pause between two runs, at least 1
   * @param name what failures call the task
   */
  void every(long millis, String name, Runnable task);
}
