package io.conccheck.agent.detect.pool;

import io.conccheck.agent.spi.Frames;
import io.conccheck.agent.weave.loops.DroppedCatch;
import io.conccheck.agent.weave.loops.DroppedCatch.Fate;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether the exception of a pool that refuses a task is caught and dropped: asked of the class
 * files of those who gave the task. For use by any thread, the refused one, whose stack it reads.
 */
final class Refusals {

  private static final List<String> CAUGHT_AS =
      List.of(
          "java/util/concurrent/RejectedExecutionException",
          "java/lang/RuntimeException",
          "java/lang/Exception",
          "java/lang/Throwable");

  /** So many callers are asked at most. */
  private static final int DEPTH = 8;

  private static final StackWalker WALKER =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private final Map<String, Fate> known = new ConcurrentHashMap<>();

  boolean dropsNow() {
    List<StackWalker.StackFrame> frames = WALKER.walk(s -> s.toList());
    String callee = "";
    int asked = 0;
    for (StackWalker.StackFrame f : frames) {
      if (Frames.isApplication(f.getClassName())) {
        Fate fate = fate(f, callee);
        if (fate != Fate.THROWN || ++asked == DEPTH) {
          return fate == Fate.DROPPED;
        }
      } else if (asked > 0) {
        return false; // what the JDK makes of an exception of its callee is its own affair
      }
      callee = f.getMethodName();
    }
    return false;
  }

  private Fate fate(StackWalker.StackFrame f, String callee) {
    String key = f.getClassName() + "." + f.getMethodName() + ":" + f.getLineNumber() + callee;
    Fate fate = known.get(key);
    if (fate == null) {
      fate = look(f, callee);
      known.put(key, fate);
    }
    return fate;
  }

  private static Fate look(StackWalker.StackFrame f, String callee) {
    ClassLoader loader = f.getDeclaringClass().getClassLoader();
    String file = f.getClassName().replace('.', '/') + ".class";
    try (InputStream in = loader == null ? null : loader.getResourceAsStream(file)) {
      return in == null
          ? Fate.SEEN
          : DroppedCatch.of(
              in.readAllBytes(), f.getMethodName(), f.getLineNumber(), callee, CAUGHT_AS);
    } catch (IOException e) {
      return Fate.SEEN; // without the class file nothing is known
    }
  }
}
