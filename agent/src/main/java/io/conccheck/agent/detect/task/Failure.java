package io.conccheck.agent.detect.task;

import io.conccheck.agent.boot.ThreadInfo;
import io.conccheck.agent.spi.Frames;
import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Frame;
import io.conccheck.findings.Location;
import io.conccheck.findings.Origin;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Subject;
import io.conccheck.findings.Trace;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * A task that failed, as long as its outcome can be reached: that of a pool's task by its future,
 * that of a stage by the exception, which all stages after it share.
 */
final class Failure extends WeakReference<Object> {

  private static final String FUTURE = "java.util.concurrent.FutureTask";
  private static final StackTraceElement[] NONE = {};

  /** What runs the functions of stages. */
  static final String STAGE = "java.util.concurrent.CompletableFuture";

  /** What runs the tasks of pools. */
  static final String POOL = "java.util.concurrent.ThreadPoolExecutor";

  private static final String FORK = "java.util.concurrent.ForkJoinTask";

  /** What runs the tasks of timers. */
  static final String TIMER = "java.util.TimerThread";

  private final String exception;
  private final List<Frame> frames;
  private final boolean given;
  private final ThreadInfo thread;
  private final StackTraceElement entry;
  private Trace origin; // null if not known; set before others see this

  private Failure(
      Object task,
      Throwable thrown,
      Throwable at,
      ThreadInfo thread,
      StackTraceElement entry,
      ReferenceQueue<Object> queue) {
    super(task, queue);
    this.exception = firstLine(thrown.toString());
    this.frames = Frames.of(at);
    this.given = at != thrown;
    this.thread = thread;
    this.entry = entry;
  }

  /**
   * The failure of a task of the application; null for one that says nothing: a task that was told
   * to stop, one of the JDK's own, and one whose exception has no stack.
   */
  static Failure of(
      Object task, Throwable thrown, ThreadInfo thread, ReferenceQueue<Object> queue) {
    StackTraceElement entry = null;
    for (StackTraceElement e : isStop(thrown) ? NONE : thrown.getStackTrace()) {
      String cls = e.getClassName();
      if (cls.equals(FUTURE) && e.getMethodName().startsWith("run")) {
        return entry == null ? null : new Failure(task, thrown, thrown, thread, entry, queue);
      } else if (Frames.isApplication(cls)) {
        entry = e;
      }
    }
    return null;
  }

  /**
   * The failure of a stage of a completable future or of a timer's task; null for one that says
   * nothing, or in which no method of the application has part.
   */
  static Failure of(
      Throwable thrown, String runner, ThreadInfo thread, ReferenceQueue<Object> queue) {
    return of(thrown, thrown, runner, thread, queue);
  }

  /** The failure of a fork/join task; null as there. */
  static Failure ofFork(
      Object task, Throwable thrown, ThreadInfo thread, ReferenceQueue<Object> queue) {
    return of(task, thrown, FORK, thread, queue);
  }

  private static Failure of(
      Object task,
      Throwable thrown,
      String runner,
      ThreadInfo thread,
      ReferenceQueue<Object> queue) {
    StackTraceElement entry = null;
    boolean runs = false;
    for (StackTraceElement e : isStop(thrown) ? NONE : thrown.getStackTrace()) {
      String cls = e.getClassName();
      runs |= cls.startsWith(runner); // where that is first, the application may lie behind
      entry = Frames.isApplication(cls) ? e : entry;
      if (runs && entry != null) {
        return new Failure(task, thrown, thrown, thread, entry, queue);
      }
    }
    return null;
  }

  /**
   * The failure that the program itself gives a future; null where the JDK does that on its own.
   *
   * @param here where it does
   */
  static Failure given(
      Throwable thrown, Throwable here, ThreadInfo thread, ReferenceQueue<Object> queue) {
    for (StackTraceElement e : isStop(thrown) ? NONE : here.getStackTrace()) {
      String cls = e.getClassName();
      if (Frames.isApplication(cls)) {
        return new Failure(thrown, thrown, here, thread, e, queue);
      } else if (!cls.startsWith(STAGE) && !cls.startsWith("io.conccheck.agent.")) {
        return null;
      }
    }
    return null;
  }

  /** Itself, with the place where its task was handed in, if that is known. */
  Failure from(Origins origins) {
    origin = given ? null : origins.of(entry);
    return this;
  }

  private static boolean isStop(Throwable thrown) {
    return thrown instanceof InterruptedException
        || thrown instanceof CancellationException
        || thrown.getClass().getName().contains("Interrupt")
        || thrown.getCause() instanceof InterruptedException;
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }

  /** The exception's class and message. */
  String exception() {
    return exception;
  }

  /** True if nothing has thrown, and a future was given the exception instead. */
  boolean isGiven() {
    return given;
  }

  /** The task's own method, for messages. */
  String task() {
    return entry.getClassName() + "." + entry.getMethodName();
  }

  /** A finding whose place is where the exception was thrown and whose subject is the task. */
  Finding.Builder finding(String ruleId, Severity severity) {
    Frame at = frames.get(0);
    Finding.Builder b =
        Finding.of(ruleId, severity, Confidence.OBSERVED, Origin.RUNTIME)
            .location(Location.of(at, at.className() + "." + at.method()))
            .subject(Subject.task(Frame.of(entry).symbol()))
            .trace(
                new Trace(
                    Trace.CURRENT,
                    thread.label(),
                    List.of(),
                    List.of(),
                    frames,
                    (given ? "gave " : "threw ") + exception()));
    return origin == null ? b : b.trace(origin);
  }
}
