package io.conccheck.agent.boot;

/** Tells classes of synchronizers that can be held by one thread alone. */
public final class OwnLocks {

  private static final String QUEUED = "java.util.concurrent.locks.";

  private static final WeakIdentityMap KNOWN = new WeakIdentityMap();

  private OwnLocks() {}

  /** True if the class says itself how it is acquired exclusively. */
  public static boolean areExclusive(Class<?> synchronizer) {
    Object known = KNOWN.get(synchronizer);
    if (known == null) {
      known = KNOWN.putIfAbsent(synchronizer, says(synchronizer));
    }
    return (Boolean) known;
  }

  private static Boolean says(Class<?> synchronizer) {
    for (Class<?> c = synchronizer; c != null; c = c.getSuperclass()) {
      if (c.getName().startsWith(QUEUED)) {
        return Boolean.FALSE;
      }
      if (declares(c, int.class) || declares(c, long.class)) {
        return Boolean.TRUE;
      }
    }
    return Boolean.FALSE;
  }

  private static boolean declares(Class<?> c, Class<?> parameter) {
    try {
      return c.getDeclaredMethod("tryAcquire", parameter) != null;
    } catch (NoSuchMethodException | LinkageError e) {
      return false;
    }
  }
}
