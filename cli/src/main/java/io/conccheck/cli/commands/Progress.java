package io.conccheck.cli.commands;

import io.conccheck.analyzer.engine.ScanProgress;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Shows on stderr how far a scan is, in one line that is written over. Called by worker threads;
 * whoever moves the time on writes.
 */
final class Progress implements ScanProgress {

  private static final long EVERY_NANOS = 100_000_000L;
  private static final String ERASE = "\r\u001b[K";

  private final AtomicLong next = new AtomicLong(System.nanoTime() + EVERY_NANOS);

  private Progress() {}

  /** One that shows something if stderr is a terminal and {@code wanted}. */
  static ScanProgress of(boolean wanted) {
    return wanted && Terminal.is(Terminal.STDERR) ? new Progress() : ScanProgress.NONE;
  }

  @Override
  public void done(long files, long totalFiles) {
    long now = System.nanoTime();
    long due = next.get();
    if (now - due >= 0 && next.compareAndSet(due, now + EVERY_NANOS)) {
      String of = totalFiles == 0 ? "" : " of " + totalFiles;
      System.err.print(ERASE + files + of + " files");
    }
    if (files == totalFiles) {
      next.set(now + (1L << 62)); // nobody writes after the end
      System.err.print(ERASE);
    }
  }
}
