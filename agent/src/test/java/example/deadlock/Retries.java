package example.deadlock;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Queues of jobs that are put back to be done further: no pools, though most comes back. */
final class Retries {

  private static final int JOBS = 10;
  private static final int TRIES = 8;
  private static final int WAIT_MILLIS = 100;

  private static final class Job {
    int tries;
  }

  private Retries() {}

  static void run() throws InterruptedException {
    work(new LinkedBlockingQueue<>());
    work(new ArrayBlockingQueue<>(JOBS));
  }

  private static void work(BlockingQueue<Job> queue) throws InterruptedException {
    for (int i = 0; i < JOBS; i++) {
      queue.add(new Job());
    }
    Pools.twice(
        () -> {
          for (Job j = next(queue); j != null; j = next(queue)) {
            Thread.sleep(1);
            if (++j.tries < TRIES) {
              queue.add(j);
            }
          }
        });
  }

  private static Job next(BlockingQueue<Job> queue) throws InterruptedException {
    return queue.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
  }
}
