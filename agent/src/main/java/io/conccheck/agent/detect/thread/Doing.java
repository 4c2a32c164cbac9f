package io.conccheck.agent.detect.thread;

import io.conccheck.agent.spi.Frames;

/** What a thread does at the moment it is looked at. */
enum Doing {
  /** It computes, or asks for a lock: to be cut off here loses work. */
  WORK,
  /** It waits for a peer, a file or a terminal. */
  IO,
  /** It sleeps or waits with a limit. */
  PAUSE,
  /** It waits without a limit. */
  WAIT;

  static Doing of(Thread.State state, StackTraceElement[] stack) {
    return switch (state) {
      case WAITING -> WAIT;
      case TIMED_WAITING -> PAUSE;
      default -> stack.length > 0 && isIo(stack[0]) ? IO : WORK;
    };
  }

  /** True if the innermost method is one of the JDK's that waits in the kernel. */
  private static boolean isIo(StackTraceElement top) {
    String name = top.getClassName();
    return top.isNativeMethod()
        && !top.getMethodName().contains("write") // who writes is at work
        && (name.startsWith("sun.nio.")
            || name.startsWith("java.net.")
            || name.startsWith("java.io.")
            || name.startsWith("jdk.net."));
  }

  /** In words, with the place where that can be told. */
  String at(StackTraceElement[] stack) {
    String doing =
        switch (this) {
          case WORK -> "in the middle of work";
          case IO -> "waiting for input or output";
          case PAUSE -> "pausing";
          case WAIT -> "waiting";
        };
    for (StackTraceElement e : stack) {
      if (Frames.isApplication(e.getClassName())) {
        return doing + " in `" + e.getClassName() + "." + e.getMethodName() + "`";
      }
    }
    return doing;
  }
}
