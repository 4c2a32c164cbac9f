package io.conccheck.agent.detect.pool;

import io.conccheck.agent.boot.WeakIdentityMap;
import io.conccheck.agent.spi.LambdaTarget;
import io.conccheck.agent.weave.loops.EmptyBody;
import java.io.IOException;
import java.io.InputStream;

/**
 * Whether an application's own handler of refused tasks does nothing at all, as its class file or,
 * of a lambda, that of the method it stands for says. For use by any thread.
 */
final class Handlers {

  private static final String METHOD = "rejectedExecution";
  private static final String PARAMETERS =
      "(Ljava/lang/Runnable;Ljava/util/concurrent/ThreadPoolExecutor;)V";

  private final WeakIdentityMap known = new WeakIdentityMap(); // by class of the handler

  boolean drops(Object handler) {
    Class<?> type = handler.getClass();
    Object drops = known.get(type);
    if (drops == null) {
      drops = look(type);
      known.put(type, drops);
    }
    return (Boolean) drops;
  }

  private static boolean look(Class<?> type) {
    if (!type.isHidden()) {
      return isEmpty(type.getClassLoader(), type.getName().replace('.', '/'), METHOD, PARAMETERS);
    }
    LambdaTarget target = LambdaTarget.of(type);
    return target != null
        && isEmpty(type.getClassLoader(), target.owner(), target.name(), target.descriptor());
  }

  private static boolean isEmpty(ClassLoader loader, String owner, String name, String descriptor) {
    try (InputStream in = loader == null ? null : loader.getResourceAsStream(owner + ".class")) {
      return in != null && EmptyBody.is(in.readAllBytes(), name, descriptor);
    } catch (IOException e) {
      return false; // without the class file nothing is known
    }
  }
}
