package io.conccheck.cli.launch;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Hears of signals. Without native code only {@code sun.misc.Signal} of the module jdk.unsupported
 * can do that; it is reached by reflection, because javac warns of its name and cannot be told not
 * to.
 */
final class OsSignal {

  private OsSignal() {}

  /**
   * From now on the signal runs the action, on a thread of its own, and does nothing else. A signal
   * that was ignored when the JVM started (nohup) stays ignored.
   *
   * @param name without SIG
   * @return puts back what was before
   */
  static Runnable handle(String name, Runnable action) {
    try {
      Class<?> signalClass = Class.forName("sun.misc.Signal");
      Class<?> handlerClass = Class.forName("sun.misc.SignalHandler");
      Constructor<?> constructor = signalClass.getConstructor(String.class);
      Method handle = signalClass.getMethod("handle", signalClass, handlerClass);
      Object signal = constructor.newInstance(name);
      Object before = handle.invoke(null, signal, handler(handlerClass, action));
      return () -> invoke(handle, signal, before);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JDK has no sun.misc.Signal", e);
    }
  }

  private static Object handler(Class<?> handlerClass, Runnable action) {
    return Proxy.newProxyInstance(
        OsSignal.class.getClassLoader(),
        new Class<?>[] {handlerClass},
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "handle" -> {
                action.run();
                yield null;
              }
              case "equals" -> proxy == arguments[0];
              case "hashCode" -> System.identityHashCode(proxy);
              default -> "signal handler of conccheck";
            });
  }

  private static void invoke(Method method, Object... arguments) {
    try {
      method.invoke(null, arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
