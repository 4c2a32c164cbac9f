package io.conccheck.agent.detect.process;

import io.conccheck.agent.boot.WeakIdentityMap;
import io.conccheck.agent.spi.Reports;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Looks twice a second whether a child's pipes are full and stay so. The number of waiting bytes
 * comes from the file below the child's stream, without the stream's own lock, which a reader may
 * hold for as long as it waits. A full pipe that is read from and filled again looks the same, so
 * reads are counted. Ticker thread only, but for {@link #read}.
 */
final class Undrained {

  /**
   * What a pipe holds at least when it is full: 16 pages on Linux, where the last page may have had
   * no room for the whole of a write.
   */
  private static final int FULL = 15 * 4096 + 1;

  /** How long a full pipe must stay as it is, without a read, to count as forgotten. */
  private static final long FORGOTTEN_NANOS = 2_500_000_000L;

  private static final Field INNER = inner();

  private final Reports reports;

  /** Number of reads from each pipe looked at so far, as an {@link AtomicLong}. */
  private final WeakIdentityMap reads = new WeakIdentityMap();

  Undrained(Reports reports) {
    this.reports = reports;
  }

  private static Field inner() {
    try {
      Field f = FilterInputStream.class.getDeclaredField("in");
      f.setAccessible(true);
      return f;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  void look(Child child) {
    Process process = child.process.get();
    if (INNER == null || process == null || child.ended || child.undrainedTold) {
      return;
    }
    look(child, child.out, process.getInputStream(), "output");
    look(child, child.err, process.getErrorStream(), "error output");
  }

  private void look(Child child, Pipe pipe, InputStream stream, String name) {
    FileInputStream file = file(stream);
    int waiting = file == null ? 0 : waiting(file);
    if (waiting < FULL) {
      pipe.waiting = 0;
      return;
    }
    long read = ((AtomicLong) reads.putIfAbsent(file, new AtomicLong())).get();
    if (waiting != pipe.waiting || read != pipe.reads) {
      pipe.waiting = waiting;
      pipe.reads = read;
      pipe.since = System.nanoTime();
      return;
    }
    long nanos = System.nanoTime() - pipe.since;
    if (nanos >= FORGOTTEN_NANOS && !child.undrainedTold && child.proc.alive()) {
      child.undrainedTold = true;
      reports.report(UndrainedProcess.of(child, name, waiting, nanos / 100_000_000));
    }
  }

  /** The program has read from that file. Called by any thread. */
  void read(Object file) {
    AtomicLong count = (AtomicLong) reads.get(file);
    if (count != null) {
      count.incrementAndGet();
    }
  }

  private static FileInputStream file(InputStream stream) {
    try {
      return stream instanceof FilterInputStream && INNER.get(stream) instanceof FileInputStream f
          ? f
          : null;
    } catch (IllegalAccessException e) {
      return null;
    }
  }

  private static int waiting(FileInputStream file) {
    try {
      return file.available();
    } catch (IOException e) {
      return 0; // closed meanwhile
    }
  }

  /** What was seen of one pipe. Ticker thread only. */
  static final class Pipe {
    private int waiting;
    private long reads;
    private long since;
  }
}
