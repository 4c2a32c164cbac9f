package io.conccheck.agent.install;

import io.conccheck.agent.spi.Reports;
import io.conccheck.agent.spi.Ticker;
import io.conccheck.agent.state.AgentThreads;
import java.util.ArrayList;
import java.util.List;

/** The ticker. Its thread starts with the first task. */
final class TickerThread implements Ticker {

  private final Reports reports;
  private final List<Job> jobs = new ArrayList<>(); // guarded by this

  TickerThread(Reports reports) {
    this.reports = reports;
  }

  @Override
  public synchronized void every(long millis, String name, Runnable task) {
    if (jobs.isEmpty()) {
      AgentThreads.start(
          "conccheck-ticker",
          new Runnable() {
            @Override
            public void run() {
              tick();
            }
          });
    }
    jobs.add(new Job(Math.max(1, millis) * 1_000_000, name, task));
    notifyAll();
  }

  private void tick() {
    while (true) {
      Job job = next();
      try {
        job.task.run();
      } catch (Throwable t) {
        reports.failure(job.name, t);
      }
    }
  }

  /** Waits for the job that is due first. */
  private synchronized Job next() {
    while (true) {
      Job first = jobs.get(0);
      for (Job j : jobs) {
        if (j.due - first.due < 0) {
          first = j;
        }
      }
      long wait = first.due - System.nanoTime();
      if (wait <= 0) {
        first.due = System.nanoTime() + first.pause;
        return first;
      }
      try {
        wait(wait / 1_000_000 + 1);
      } catch (InterruptedException e) {
        // The application may interrupt every thread it finds; the ticker has no use for it.
        Thread.interrupted();
      }
    }
  }

  private static final class Job {
    final long pause;
    final String name;
    final Runnable task;
    long due; // nanoTime; guarded by the ticker

    Job(long pause, String name, Runnable task) {
      this.pause = pause;
      this.name = name;
      this.task = task;
      this.due = System.nanoTime() + pause;
    }
  }
}
