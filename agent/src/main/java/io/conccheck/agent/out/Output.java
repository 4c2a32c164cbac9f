package io.conccheck.agent.out;

import io.conccheck.agent.boot.Found;
import io.conccheck.agent.spi.Options;
import io.conccheck.agent.spi.Reports;
import io.conccheck.agent.state.AgentThreads;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Severity;
import io.conccheck.findings.log.LogRecord;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The agent's voice: findings go to the log and to stderr, there a moment later if a side still
 * lacks its stack. Detectors only put into a queue; one daemon thread empties it, at once when
 * something comes. When the JVM ends the ending thread empties the rest itself. The log, the known
 * findings and stderr are used under the lock of this.
 */
public final class Output implements Reports {

  private static final int MAX_FAILURES_TOLD = 20;
  private static final int TRIES = 20;
  private static final long RECOUNT_NANOS = 500_000_000L;

  private final ConcurrentLinkedQueue<Object> queue = new ConcurrentLinkedQueue<>();
  private final Known known = new Known();
  private final AtomicInteger failures = new AtomicInteger();
  private final StringBuilder remarks = new StringBuilder(); // guarded by this
  private final LogFile log; // guarded by this
  private final boolean quiet;
  private final Severity gate; // null for never
  private final int exitCode;
  private volatile boolean finished;
  private int tries; // of the first in the queue; guarded by this, as is the log
  private volatile Thread writer;

  private Output(LogFile log, Options options) {
    this.log = log;
    this.quiet = options.flag(Options.QUIET);
    this.gate = options.failOn();
    this.exitCode = (int) Math.min(255, options.number(Options.EXITCODE));
  }

  /** Starts the log and the thread that writes it. */
  public static Output open(Options options) {
    Output output = new Output(LogFile.open(options.text(Options.OUT)), options);
    output.writer =
        AgentThreads.start(
            AgentThreads.PREFIX + "writer",
            new Runnable() {
              @Override
              public void run() {
                output.write();
              }
            });
    return output;
  }

  @Override
  public void report(Finding finding) {
    Found.coming();
    put(finding);
  }

  @Override
  public void report(Supplier<Finding> finding) {
    Found.coming();
    put(finding);
  }

  @Override
  public void event(String name, Map<String, Object> data) {
    put(new LogRecord.Event(name, data));
  }

  @Override
  public synchronized void remark(String words) {
    remarks.append("; ").append(words);
  }

  @Override
  public void failure(String where, Throwable problem) {
    if (failures.incrementAndGet() <= MAX_FAILURES_TOLD) {
      put(new Failure(where, problem));
    }
  }

  /** The code a program that ends with 0 ends with instead; 0 to leave it alone. */
  public int exitCode() {
    return gate != null && known.any(gate) ? exitCode : 0;
  }

  /** Writes all that is left, the last line of the log and the summary. Only once. */
  public synchronized void finish() {
    if (finished) {
      return;
    }
    drain();
    finished = true;
    print(0);
    for (Finding f : known.grown(1)) {
      log.write(new LogRecord.Found(f));
    }
    int failed = failures.get();
    String reason = failed == 0 ? null : failed + " failures of the agent itself";
    log.write(
        new LogRecord.End(
            failed == 0 ? LogRecord.End.COMPLETE : LogRecord.End.INCOMPLETE, reason, known.size()));
    if (!quiet) {
      Stderr.print(Summary.of(known, failed, remarks.toString(), log.name()));
    }
  }

  private void put(Object item) {
    queue.add(item);
    LockSupport.unpark(writer);
  }

  private void write() {
    long recount = System.nanoTime() + RECOUNT_NANOS;
    while (!finished) {
      synchronized (this) {
        drain();
        if (System.nanoTime() - recount >= 0) {
          for (Finding f : known.grown(4)) {
            log.write(new LogRecord.Found(f));
          }
          print(RECOUNT_NANOS);
          recount = System.nanoTime() + RECOUNT_NANOS;
        }
      }
      if (known.size() == 0) {
        LockSupport.park(queue);
      } else {
        LockSupport.parkNanos(queue, RECOUNT_NANOS);
      }
      Thread.interrupted();
    }
  }

  private void drain() {
    if (finished) {
      return;
    }
    for (Object item = queue.peek(); item != null; item = queue.peek()) {
      if (tries++ < TRIES) {
        handleOrTell(item); // if there is no memory for it, it is the first the next time too
      } else {
        failures.incrementAndGet();
      }
      tries = 0;
      queue.poll();
      if (item instanceof Finding || item instanceof Supplier<?>) {
        Found.through();
      }
    }
  }

  private void handleOrTell(Object item) {
    try {
      handle(item);
    } catch (RuntimeException | LinkageError e) {
      failures.incrementAndGet();
      told(new Failure("the report writer", e));
    }
  }

  private void handle(Object item) {
    if (item instanceof LogRecord.Event event) {
      log.write(event);
    } else if (item instanceof Failure failure) {
      told(failure);
    } else if (item instanceof Supplier<?> supplier) {
      Object made = supplier.get();
      if (made != null) {
        tell((Finding) made);
      }
    } else {
      tell((Finding) item);
    }
  }

  private void tell(Finding finding) {
    Finding first = known.add(finding);
    if (first != null) {
      log.write(new LogRecord.Found(first));
      Found.add(first.ruleId(), first.message());
    }
    print(RECOUNT_NANOS);
  }

  private void print(long patience) {
    for (Finding f : known.untold(patience)) {
      if (!quiet) {
        Stderr.print(HumanReport.of(f));
      }
    }
  }

  private void told(Failure failure) {
    boolean first = log.problem(failure.where, failure.problem);
    if (first && !quiet) {
      Stderr.print(
          "conccheck: a part of the agent failed, the program is not affected: "
              + failure.where
              + ": "
              + failure.problem
              + "\n");
    }
  }

  private record Failure(String where, Throwable problem) {}
}
