package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Finders;
import io.conccheck.agent.boot.hook.AfterCall;
import io.conccheck.agent.boot.hook.BeforeCall;
import io.conccheck.agent.boot.hook.Entered;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Thrown;
import java.net.URLClassLoader;

/**
 * A class loader of the program's own is asked to find a class while the lock that {@code
 * getClassLoadingLock} gives is held (javadoc of {@code loadClass}). Those of {@code
 * URLClassLoader} have nothing of the program's to find with: that two threads load classes there
 * orders nothing else.
 */
@Model(type = "java.lang.ClassLoader", detectors = "race")
public final class ClassLoadingModel {

  private static final String LOAD = "loadClass(Ljava/lang/String;Z)Ljava/lang/Class;";
  private static final String FIND = "findClass(Ljava/lang/String;)Ljava/lang/Class;";

  private ClassLoadingModel() {}

  @AfterCall(method = LOAD, call = "getClassLoadingLock(Ljava/lang/String;)Ljava/lang/Object;")
  public static Object locking(Object self, Object lock) {
    return self instanceof URLClassLoader ? null : lock;
  }

  @BeforeCall(method = LOAD, call = FIND)
  public static void finding(Object self, Object loader, @Entered Object lock) {
    Finders.begin(lock);
  }

  @AfterCall(method = LOAD, call = FIND)
  public static void found(Object self, @Entered Object lock) {
    Finders.end(lock);
  }

  /** There was none: the lock has been free for a moment. */
  @OnExit(method = LOAD, onThrow = true)
  public static void left(@Entered Object lock, @Thrown Throwable thrown) {
    if (thrown != null) {
      Finders.end(lock);
    }
  }
}
