package io.conccheck.agent.detect.blocking;

/**
 * What keeps a virtual thread on its carrier, by the version of the JDK: a native method or a class
 * initialiser on its stack always does; a monitor it holds, or waits for, did up to JDK 23 (JEP 444
 * and, for the change in 24, JEP 491).
 */
enum Pinning {
  /** There are no virtual threads, or only as a preview. */
  NONE,
  /** Monitors pin. */
  MONITORS,
  /** Native methods and class initialisers alone pin. */
  NATIVES;

  private static final int FIRST = 21;
  private static final int FIRST_WITHOUT_MONITORS = 24;

  /** The row of a version, 17 or more. */
  static Pinning of(int version) {
    if (version < FIRST) {
      return NONE;
    }
    return version < FIRST_WITHOUT_MONITORS ? MONITORS : NATIVES;
  }

  /** Why a thread with that stack could not let its carrier go, in words. */
  String reason(StackTraceElement[] stack) {
    for (StackTraceElement e : stack) {
      String symbol = e.getClassName() + "." + e.getMethodName();
      if (e.getMethodName().equals("<clinit>")) {
        return "the initialiser of class `" + e.getClassName() + "` runs";
      } else if (e.isNativeMethod()) {
        return "native method `" + symbol + "` is on its stack";
      } else if (e.getClassName().startsWith("jdk.internal.foreign.abi.")) {
        return "native code that it has called is on its stack";
      }
    }
    return this == MONITORS
        ? "it holds a monitor, which up to JDK 23 binds it"
        : "native code is on its stack";
  }
}
