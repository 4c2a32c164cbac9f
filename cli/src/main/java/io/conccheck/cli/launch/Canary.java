package io.conccheck.cli.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A process that does nothing but be in our process group, beside the watched program. If a signal
 * went to the group, the canary got it too and dies of it; if the signal went to us alone, the
 * canary lives. It is a {@code cat} on a pipe that nobody writes to: when we end, however we end,
 * the pipe ends and so does the canary.
 *
 * <p>The kernel marks a signal as pending for all members of a group in one go (Linux: {@code
 * kill_pgrp} under the task list's lock), so once we have been told, the canary is dead or shows
 * the signal among its pending ones. Not thread-safe.
 */
final class Canary implements AutoCloseable {

  private Process process;

  private Canary(Process process) {
    this.process = process;
  }

  /** A live canary, or null if this system has no {@code cat}. */
  static Canary start() {
    try {
      return new Canary(fresh());
    } catch (IOException e) {
      return null;
    }
  }

  private static Process fresh() throws IOException {
    return new ProcessBuilder("cat")
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /**
   * True if the canary got the signal of that number. Another one takes the place of a dead one.
   */
  boolean got(int signal) {
    boolean hit = !process.isAlive() || dying(process.pid(), signal);
    if (hit) {
      try {
        process = fresh();
      } catch (IOException e) {
        // The old one stays: a dead canary says that the group got the signal, which is what the
        // terminal does in the only case left.
      }
    }
    return hit;
  }

  private static boolean dying(long pid, int signal) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
        String value = line.substring(line.indexOf(':') + 1).strip();
        if (line.startsWith("State:")
            && "ZX".indexOf(value.toUpperCase(Locale.ROOT).charAt(0)) >= 0) {
          return true;
        }
        if ((line.startsWith("SigPnd:") || line.startsWith("ShdPnd:"))
            && (Long.parseUnsignedLong(value, 16) >>> (signal - 1) & 1) == 1) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return !ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
