package io.conccheck.agent.detect.deadlock;

import io.conccheck.agent.spi.Frames;
import java.lang.invoke.MethodType;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;

/** Tells whether the program's innermost method got a lock from its caller. */
final class HandedIn {

  private static final StackWalker WALKER =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private HandedIn() {}

  /** True if that method, on the running thread, has a parameter that is a lock. */
  static boolean isToRunningMethod() {
    return WALKER.walk(
        all ->
            all.filter(f -> Frames.isApplication(f.getClassName()))
                .findFirst()
                .map(f -> takesLock(f.getMethodType()))
                .orElse(false));
  }

  private static boolean takesLock(MethodType method) {
    for (Class<?> p : method.parameterArray()) {
      if (Lock.class.isAssignableFrom(p)
          || ReadWriteLock.class.isAssignableFrom(p)
          || p.getName().startsWith("java.util.concurrent.locks.")) {
        return true;
      }
    }
    return false;
  }
}
