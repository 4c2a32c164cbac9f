package io.conccheck.agent.detect.value;

/** Class loaders that thread-local values keep from being unloaded. */
final class Loaders {

  private Loaders() {}

  /** The class loader of that value's class; null where it lives as long as the JVM. */
  static String name(Object value) {
    ClassLoader loader = value.getClass().getClassLoader();
    return isIn(loader, ClassLoader.getSystemClassLoader()) ? null : loader.getClass().getName();
  }

  /**
   * True if the value's class comes from a loader which is neither the JVM's nor one that the
   * calling thread has got from whoever made it: that of a plug-in or of an application in a
   * container, which shall be dropped one day.
   */
  static boolean isGuest(Object value) {
    ClassLoader loader = value.getClass().getClassLoader();
    return !isIn(loader, ClassLoader.getSystemClassLoader())
        && !isIn(loader, Thread.currentThread().getContextClassLoader());
  }

  private static boolean isIn(ClassLoader loader, ClassLoader chain) {
    for (ClassLoader c = chain; c != null; c = c.getParent()) {
      if (c == loader) {
        return true;
      }
    }
    return loader == null;
  }
}
