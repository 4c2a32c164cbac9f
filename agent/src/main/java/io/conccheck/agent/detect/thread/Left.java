package io.conccheck.agent.detect.thread;

import io.conccheck.agent.boot.ThreadInfo;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.spi.Frames;
import io.conccheck.agent.state.Stacks;
import io.conccheck.findings.Frame;
import io.conccheck.findings.Subject;
import io.conccheck.findings.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A thread of the application that lives at the moment of a look.
 *
 * @param origin where it was started
 * @param stack what it does, innermost first
 */
record Left(Thread thread, ThreadInfo info, Origin origin, StackTraceElement[] stack, Doing doing) {

  /** All platform threads that the application has started and that live, but for the looker. */
  static List<Left> platform() {
    List<Left> found = new ArrayList<>();
    for (Map.Entry<Thread, StackTraceElement[]> e : Thread.getAllStackTraces().entrySet()) {
      add(e.getKey(), e.getValue(), found);
    }
    return found;
  }

  /** All virtual threads that the application has started and that live, but for the looker. */
  static List<Left> virtual() {
    List<Left> found = new ArrayList<>();
    for (Thread t : Threads.virtual()) {
      add(t, Stacks.of(t), found);
    }
    return found;
  }

  private static void add(Thread t, StackTraceElement[] stack, List<Left> found) {
    ThreadInfo info = t == Thread.currentThread() ? null : Threads.info(t);
    Origin origin = Origin.of(t, info);
    if (origin != null && t.isAlive()) {
      found.add(new Left(t, info, origin, stack, Doing.of(t.getState(), stack)));
    }
  }

  /** The same thread now, or null if it has ended. */
  Left again() {
    if (!thread.isAlive()) {
      return null;
    }
    StackTraceElement[] now = Stacks.of(thread);
    return new Left(thread, info, origin, now, Doing.of(thread.getState(), now));
  }

  boolean keepsAlive() {
    return !thread.isDaemon();
  }

  String label() {
    String name = thread.getName();
    return name.isEmpty() ? info.label() : name;
  }

  Subject subject() {
    return Subject.creationSite(origin.frames().get(0).symbol());
  }

  /** What it does, with its start. */
  Trace trace() {
    List<Frame> frames = stack.length == 0 ? List.of() : Frames.of(stack);
    return new Trace(
        Trace.CURRENT, label(), origin.frames(), List.of(), frames, "when the JVM ended");
  }

  Trace start() {
    return new Trace(
        Trace.CREATOR,
        origin.creator(),
        List.of(),
        List.of(),
        origin.frames(),
        "the thread was started");
  }
}
