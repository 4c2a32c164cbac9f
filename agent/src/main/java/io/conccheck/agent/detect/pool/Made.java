package io.conccheck.agent.detect.pool;

import io.conccheck.agent.boot.ThreadInfo;
import io.conccheck.agent.spi.Client;
import io.conccheck.agent.spi.Frames;
import io.conccheck.findings.Frame;
import io.conccheck.findings.Location;
import io.conccheck.findings.Subject;
import io.conccheck.findings.Trace;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;

/**
 * A pool that was made, and where. Does not keep the pool alive: one that has threads is kept by
 * them, one without has nothing to shut down.
 */
final class Made extends WeakReference<Object> {

  /** Makers of pools on behalf of their callers. */
  private static final List<String> FACTORIES =
      List.of(
          "java.util.concurrent.ThreadPoolExecutor",
          "java.util.concurrent.ScheduledThreadPoolExecutor",
          "java.util.concurrent.ForkJoinPool",
          "java.util.concurrent.Executors",
          "java.util.concurrent.ThreadPerTaskExecutor",
          "java.util.Timer",
          "java.lang.reflect.",
          "java.lang.invoke.",
          "java.lang.Class",
          "jdk.internal.reflect.",
          "java.security.AccessController",
          "java.util.ServiceLoader",
          "java.util.Optional",
          "java.util.HashMap",
          "java.util.concurrent.ConcurrentHashMap",
          "java.util.stream.",
          "java.lang.ThreadLocal");

  private static final String EXECUTORS_WORD = "Executors.";
  private static final String EXECUTORS = "java.util.concurrent.Executors";

  private final Throwable stack;
  private final ThreadInfo thread;
  private final String type;
  private List<Frame> frames; // guarded by this

  /** True once a finding has told of it. Set by the ticker, then by the exiting thread. */
  volatile boolean told;

  /** How its tasks were given and awaited. */
  final Turns turns = new Turns();

  /** Where somebody waited for its end before anybody had asked it to end, or null. */
  volatile Use vain;

  /** True once one of its threads has begun to work. */
  volatile boolean used;

  /** True once somebody has told it to end. */
  volatile boolean ended;

  /** True once a virtual thread of it has begun to work and that was told. */
  volatile boolean keepsVirtual;

  Made(Object pool, Throwable stack, ThreadInfo thread, ReferenceQueue<Object> queue) {
    super(pool, queue);
    this.stack = stack;
    this.thread = thread;
    this.type = pool.getClass().getName();
  }

  /** True if its threads were left to end by themselves, now that it is garbage. */
  boolean isForgotten() {
    return used && !ended && !told && !isJdks() && !endsItself();
  }

  /** Some executors are wrapped so that they shut their pool down once they are garbage. */
  private boolean endsItself() {
    return kind().startsWith(EXECUTORS_WORD + "newSingleThread");
  }

  /** True if the JDK made it for itself. */
  boolean isJdks() {
    for (StackTraceElement e : stack.getStackTrace()) {
      String name = e.getClassName();
      if (!name.startsWith("io.conccheck.agent.") && !isFactory(name)) {
        return !Frames.isApplication(name);
      }
    }
    return true;
  }

  private boolean isFactory(String name) {
    if (name.equals(type)) {
      return true; // a subclass's own constructor
    }
    for (String f : FACTORIES) {
      if (name.startsWith(f)
          && (f.endsWith(".") || name.length() == f.length() || name.charAt(f.length()) == '$')) {
        return true;
      }
    }
    return false;
  }

  /** Where it was made, the application's own frame first. */
  synchronized List<Frame> frames() {
    if (frames == null) {
      frames = withoutConstructors(Frames.of(stack));
    }
    return frames;
  }

  /** Who makes a pool of a class of its own has made it where that is constructed. */
  private List<Frame> withoutConstructors(List<Frame> all) {
    int first = 0;
    while (first < all.size() - 1
        && all.get(first).className().equals(type)
        && all.get(first).method().equals("<init>")) {
      first++;
    }
    return all.subList(first, all.size());
  }

  /** What a reader calls it: the factory method where there was one, or its class. */
  String kind() {
    for (StackTraceElement e : stack.getStackTrace()) {
      if (e.getClassName().equals(EXECUTORS)) {
        return EXECUTORS_WORD + e.getMethodName();
      }
    }
    return type.startsWith("java.util.") ? type.substring(type.lastIndexOf('.') + 1) : type;
  }

  Location location() {
    Frame site = frames().get(0);
    return Location.of(site, site.className() + "." + site.method());
  }

  /** The same pool's line made for the same caller, and no other; only ever compared. */
  String place() {
    Frame client = Client.of(frames());
    return location().symbol() + ':' + location().line() + (client == null ? "" : " " + client);
  }

  Subject subject() {
    return Subject.creationSite(frames().get(0).symbol());
  }

  Trace creation() {
    return new Trace(
        Trace.CREATOR, thread.label(), List.of(), List.of(), frames(), "the pool was made");
  }
}
