package io.conccheck.agent.detect.thread;

import io.conccheck.agent.boot.ThreadInfo;
import io.conccheck.agent.spi.Frames;
import io.conccheck.findings.Frame;
import io.conccheck.findings.Location;
import java.util.List;

/**
 * Who started a thread: the application, which answers for it, or the JDK for its own purposes. The
 * workers of pools and timers are theirs: whoever made the pool answers for the pool.
 */
final class Origin {

  /** Callers of {@code start} on behalf of their own callers. */
  private static final String[] THROUGH = {
    "java.lang.",
    "java.util.",
    "java.security.AccessController",
    "jdk.internal.reflect.",
    "jdk.internal.vm."
  };

  /** Owners of their threads, though they lie below a name of the list above. */
  private static final String[] OWNERS = {
    "java.lang.ref.",
    "java.lang.Process",
    "java.util.Timer",
    "java.util.concurrent.ThreadPoolExecutor",
    "java.util.concurrent.ScheduledThreadPoolExecutor",
    "java.util.concurrent.ForkJoin",
    "java.util.logging.",
    "java.util.prefs."
  };

  /**
   * Classes whose one thread ends by itself a moment after its last work, and of which the program
   * has no say: Netty's global executor and the two that clean up after its threads and objects.
   */
  private static final String[] SELF_ENDING = {
    "io.netty.util.concurrent.GlobalEventExecutor",
    "io.netty.util.ThreadDeathWatcher",
    "io.netty.util.internal.ObjectCleaner"
  };

  private final List<Frame> frames;
  private final ThreadInfo creator;

  private Origin(Throwable start, ThreadInfo creator) {
    this.frames = Frames.of(start);
    this.creator = creator;
  }

  /** Of a start with that stack by that thread; null if it was not the application's. */
  static Origin of(Throwable start, ThreadInfo creator) {
    return isApplications(start) ? new Origin(start, creator) : null;
  }

  /** Where the application started the thread; null if it did not. */
  static Origin of(Thread thread, ThreadInfo info) {
    boolean known = info != null && info.createdAt != null;
    return known && !isJdks(thread.getClass().getName()) && isApplications(info.createdAt)
        ? new Origin(info.createdAt, info.creator)
        : null;
  }

  /** True for the kinds of threads that the JDK keeps for itself. */
  private static boolean isJdks(String threadClass) {
    return !threadClass.startsWith("java.lang.") && !Frames.isApplication(threadClass);
  }

  private static boolean isApplications(Throwable stack) {
    for (StackTraceElement e : stack.getStackTrace()) {
      String name = e.getClassName();
      boolean first = e.getMethodName().equals("<clinit>") && !Frames.isApplication(name);
      if (first || startsWithAny(name, OWNERS)) {
        return false;
      }
      if (!name.startsWith("io.conccheck.agent.") && !startsWithAny(name, THROUGH)) {
        return Frames.isApplication(name) && !startsWithAny(name, SELF_ENDING);
      }
    }
    return false;
  }

  private static boolean startsWithAny(String name, String[] prefixes) {
    for (String p : prefixes) {
      if (name.startsWith(p)) {
        return true;
      }
    }
    return false;
  }

  /** The stack of the start, the application's frame first. */
  List<Frame> frames() {
    return frames;
  }

  /** Label of the thread that called {@code start}. */
  String creator() {
    return creator == null ? "?" : creator.label();
  }

  Location location() {
    return Location.of(frames.get(0), symbol());
  }

  /** The method that called {@code start}. */
  String symbol() {
    return frames.get(0).className() + "." + frames.get(0).method();
  }

  /** Equal for two threads started at one line. */
  String place() {
    return symbol() + ":" + frames.get(0).line();
  }
}
