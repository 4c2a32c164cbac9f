package io.conccheck.agent.detect.blocking;

import io.conccheck.agent.spi.Frames;

/**
 * Tells whether a thread that waits does so in the middle of a task of the application, or because
 * it has nothing to do, or for a lock that others hold for a moment.
 */
final class Idle {

  private static final String[] FRAMEWORKS = {
    "io.netty.", "reactor.", "io.vertx.", "io.projectreactor."
  };

  /** What runs tasks in the JDK; all that such a task does lies inside. */
  private static final String[] RUNNERS = {
    "java.util.concurrent.ThreadPoolExecutor",
    "java.util.concurrent.FutureTask",
    "java.util.concurrent.ForkJoin",
    "java.util.concurrent.CompletableFuture"
  };

  private Idle() {}

  /** True if that is the stack of a task that waits. */
  static boolean isBusy(StackTraceElement[] stack, Kind kind) {
    int first = 0;
    while (first < stack.length && !Frames.isApplication(stack[first].getClassName())) {
      if (isLock(stack[first]) || kind == Kind.COMMON_POOL && isHelped(stack[first])) {
        return false;
      }
      first++;
    }
    int task = first;
    while (task < stack.length && !isTasks(stack[task])) {
      task++;
    }
    if (task == stack.length) {
      return false;
    }
    for (int i = task + 1; i < stack.length; i++) {
      String name = stack[i].getClassName();
      if (startsWithAny(name, FRAMEWORKS) || startsWithAny(name, RUNNERS)) {
        return true;
      }
    }
    return kind == Kind.DECLARED && !isLoop(stack, task);
  }

  private static boolean isTasks(StackTraceElement e) {
    return Frames.isApplication(e.getClassName()) && !startsWithAny(e.getClassName(), FRAMEWORKS);
  }

  /**
   * True if a loop of the application's own waits: the class that the thread's body belongs to has
   * called the wait itself, and not in a lambda, which would be a task.
   */
  private static boolean isLoop(StackTraceElement[] stack, int task) {
    int last = stack.length - 1;
    while (last > task && !isTasks(stack[last])) {
      last--;
    }
    for (int i = task; i < last; i++) {
      if (isTasks(stack[i]) && !isOfOne(stack[i], stack[last])) {
        return false;
      }
    }
    return last == task || !stack[task].getMethodName().startsWith("lambda$");
  }

  private static boolean isOfOne(StackTraceElement a, StackTraceElement b) {
    return a.getClassName().equals(b.getClassName());
  }

  private static boolean isLock(StackTraceElement e) {
    String method = e.getMethodName();
    return e.getClassName().startsWith("java.util.concurrent.locks.")
        && (method.equals("lock")
            || method.equals("lockInterruptibly")
            || method.equals("readLock")
            || method.equals("writeLock")
            || method.equals("tryLock"));
  }

  /** True where the pool starts another thread meanwhile, or runs other tasks. */
  private static boolean isHelped(StackTraceElement e) {
    String name = e.getClassName();
    return name.startsWith("java.util.concurrent.ForkJoin");
  }

  private static boolean startsWithAny(String name, String[] prefixes) {
    for (String p : prefixes) {
      if (name.startsWith(p)) {
        return true;
      }
    }
    return false;
  }
}
