package io.conccheck.cli.launch;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end, or to its time-out. */
public final class Watch {

  private static final long GRACE_SECONDS = 10;

  /**
   * How a program ended.
   *
   * @param pid its process id
   * @param exitCode its exit code; 128+n where signal n ended it
   * @param timedOut whether it was ended because its time was over
   */
  public record Ended(long pid, int exitCode, boolean timedOut) {}

  private Watch() {}

  /**
   * Starts the program, passes signals on to it and waits.
   *
   * @param limit how long it may run; null for as long as it likes
   * @throws IOException if it cannot be started
   */
  public static Ended run(Program program, Duration limit) throws IOException {
    SignalRelay relay = SignalRelay.install();
    Process process = null;
    try {
      process = program.start();
      relay.relayTo(process);
      boolean ended = await(process, limit);
      return new Ended(process.pid(), process.exitValue(), !ended);
    } catch (InterruptedException e) {
      throw new IOException("interrupted while the program ran", e);
    } finally {
      relay.close();
    }
  }

  private static boolean await(Process process, Duration limit) throws InterruptedException {
    if (limit == null) {
      process.waitFor();
      return true;
    }
    boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    if (!ended) {
      end(process);
    }
    return ended;
  }

  /** Asks the program and everything below it to end, then makes them. */
  private static void end(Process process) throws InterruptedException {
    List<ProcessHandle> below = process.descendants().toList();
    process.destroy();
    if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    below.forEach(ProcessHandle::destroy);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(GRACE_SECONDS);
    for (ProcessHandle h : below) {
      while (h.isAlive() && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      if (h.isAlive()) {
        h.destroyForcibly();
      }
    }
  }
}
