package io.conccheck.agent.detect.pool;

import io.conccheck.agent.weave.loops.EmptyBody;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether an application's own handler of refused tasks does nothing at all, as its class file
 * says. Of a lambda only its class is known: all that its class has with such parameters must be
 * empty. For use by any thread.
 */
final class Handlers {

  private static final String PARAMETERS =
      "Ljava/lang/Runnable;Ljava/util/concurrent/ThreadPoolExecutor;)V";

  private final Map<String, Boolean> known = new ConcurrentHashMap<>(); // by class of the handler

  boolean drops(Object handler) {
    Class<?> type = handler.getClass();
    String name = type.getName();
    Boolean drops = known.get(name);
    if (drops == null) {
      drops = look(type, name);
      known.put(name, drops);
    }
    return drops;
  }

  private static boolean look(Class<?> type, String name) {
    int lambda = name.indexOf("$$Lambda");
    String host = lambda < 0 ? name : name.substring(0, lambda);
    ClassLoader loader = type.getClassLoader();
    try (InputStream in =
        loader == null ? null : loader.getResourceAsStream(host.replace('.', '/') + ".class")) {
      return in != null
          && EmptyBody.all(
              in.readAllBytes(), lambda < 0 ? "rejectedExecution" : "lambda$", PARAMETERS);
    } catch (IOException e) {
      return false; // without the class file nothing is known
    }
  }
}
