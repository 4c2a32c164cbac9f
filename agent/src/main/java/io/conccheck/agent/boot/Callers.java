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

  private boolean jdk;

  private Callers() {}

  /** True if the first caller outside the locks and the agent's boot part is a class of the JDK. */
  static boolean areJdk() {
    Callers c = new Callers();
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
    if (!name.startsWith("java.util.concurrent.locks.")
        && !name.startsWith("io.conccheck.agent.boot.")) {
      jdk = ofJdk(c) && !isCallMachinery(name);
      throw FOUND;
    }
  }

  private static boolean ofJdk(Class<?> c) {
    ClassLoader loader = c.getClassLoader();
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
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
