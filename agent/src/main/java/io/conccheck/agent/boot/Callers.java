package io.conccheck.agent.boot;

import java.util.EnumSet;
import java.util.function.Consumer;

/**
 * Finds out who called into {@code java.util.concurrent.locks}: the JDK for its own purposes, or
 * somebody else. Costs some microseconds. A method reference counts as the code that made it, a
 * reflective call as foreign.
 */
final class Callers implements Consumer<StackWalker.StackFrame> {

  private static final StackWalker WALKER =
      StackWalker.getInstance(
          EnumSet.of(
              StackWalker.Option.RETAIN_CLASS_REFERENCE, StackWalker.Option.SHOW_HIDDEN_FRAMES));

  private static final Found FOUND = new Found();

  private final String through;
  private boolean jdk;

  private Callers(String through) {
    this.through = through;
  }

  /** True if the first caller outside the locks and the agent's boot part is a class of the JDK. */
  static boolean areJdk() {
    return look(new Callers("java.util.concurrent.locks."));
  }

  /**
   * True if the first caller outside {@code java.util.concurrent} is what loads and links classes;
   * other parts of the JDK may hand their maps to the program.
   */
  static boolean link() {
    return look(new Callers("java.util.concurrent."));
  }

  private static boolean look(Callers c) {
    try {
      WALKER.forEach(c);
    } catch (Found e) {
      return c.jdk;
    } catch (Throwable t) {
      Failures.count(t); // too deep a stack to look: an order too many hides, one too few invents
    }
    return false;
  }

  @Override
  public void accept(StackWalker.StackFrame frame) {
    Class<?> c = frame.getDeclaringClass();
    String name = c.getName();
    if (!name.startsWith(through) && !name.startsWith("io.conccheck.agent.boot.")) {
      boolean linkage = through.equals("java.util.concurrent.");
      jdk = ofJdk(c) && (linkage ? isLinkage(name) : !isCallMachinery(name));
      throw FOUND;
    }
  }

  private static boolean ofJdk(Class<?> c) {
    ClassLoader loader = c.getClassLoader();
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }

  private static boolean isLinkage(String name) {
    return !name.startsWith("java.util.")
        && !name.startsWith("java.lang.reflect.")
        && !name.startsWith("jdk.internal.reflect.")
        && !name.startsWith("java.lang.invoke.LambdaForm")
        && !name.startsWith("java.lang.invoke.DirectMethodHandle")
        && !name.startsWith("java.lang.invoke.Invokers");
  }

  private static boolean isCallMachinery(String name) {
    return name.startsWith("java.lang.invoke.")
        || name.startsWith("java.lang.reflect.")
        || name.startsWith("jdk.internal.reflect.");
  }

  /** Ends the walk. */
  private static final class Found extends RuntimeException {
    private static final long serialVersionUID = 1;

    Found() {
      super(null, null, false, false);
    }
  }
}
