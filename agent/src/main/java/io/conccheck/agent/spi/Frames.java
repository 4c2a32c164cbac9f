package io.conccheck.agent.spi;

import io.conccheck.findings.Frame;
import java.util.ArrayList;
import java.util.List;

/** Turns stacks as the JVM gives them into stacks as a reader wants them. */
public final class Frames {

  private Frames() {}

  /**
   * The stack, innermost first, without the frames of conccheck and of the JDK at its top: the
   * first frame is where the application called. A stack of the JDK alone keeps its frames.
   */
  public static List<Frame> of(StackTraceElement[] stack) {
    int first = 0;
    while (first < stack.length && !isApplication(stack[first])) {
      first++;
    }
    if (first == stack.length) {
      first = 0;
    }
    List<Frame> frames = new ArrayList<>(stack.length - first);
    for (int i = first; i < stack.length; i++) {
      if (!isAgent(stack[i].getClassName()) && !isAdded(stack[i])) {
        frames.add(Frame.of(stack[i]));
      }
    }
    return frames;
  }

  /** The stack that throwable was made with, as {@link #of(StackTraceElement[])} gives it. */
  public static List<Frame> of(Throwable stack) {
    return of(stack.getStackTrace());
  }

  /** True if a class of that dotted name belongs neither to the JDK nor to the agent. */
  public static boolean isApplication(String className) {
    return !isAgent(className) && !isJdk(className);
  }

  private static boolean isApplication(StackTraceElement e) {
    return isApplication(e.getClassName()) && !isAdded(e);
  }

  /** The weaver's own methods in the application's classes. */
  private static boolean isAdded(StackTraceElement e) {
    return e.getMethodName().startsWith("$conccheck$");
  }

  /** True if a class of that dotted name belongs to the agent. */
  public static boolean isAgent(String className) {
    return className.startsWith("io.conccheck.agent.");
  }

  private static boolean isJdk(String className) {
    return className.startsWith("java.")
        || className.startsWith("jdk.")
        || className.startsWith("sun.")
        || className.startsWith("javax.")
        || className.startsWith("com.sun.");
  }
}
