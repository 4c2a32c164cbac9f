package io.conccheck.agent.boot;

/** Tells synchronizers of the program's own that can be held by one thread alone. */
public final class OwnLocks {

  private static final String QUEUED = "java.util.concurrent.locks.";

  private static final WeakIdentityMap KNOWN = new WeakIdentityMap();

  private OwnLocks() {}

  /**
   * What a synchronizer has proved to be that only shares, by what it answered when it was acquired
   * ({@code tryAcquireShared}: 0 if nobody else could be let in, more if others could).
   */
  private static final WeakIdentityMap SHARES = new WeakIdentityMap();

  /** The running thread was let in, and as many more could be as that, or was not if negative. */
  public static void answered(int more) {
    ThreadState ts = Threads.current();
    if (!ts.busy) {
      ts.mayShare = more;
    }
  }

  /** True if each thread that was let in so far was alone. */
  public static boolean isMutex(Object synchronizer) {
    return SHARES.get(synchronizer) == Boolean.FALSE;
  }

  /** The running thread was let in: now it holds what it may hold alone. */
  public static void shared(Object synchronizer) {
    ThreadState ts = Threads.current();
    if (ts.busy) {
      return;
    }
    Object before = SHARES.get(synchronizer);
    if (ts.mayShare != 0) {
      isNone(synchronizer);
    } else if (before != Boolean.TRUE) {
      if (before == null) {
        SHARES.put(synchronizer, Boolean.FALSE);
        Locks.asking(synchronizer, Locks.SEMAPHORE, 0); // told late, as before it was no lock
      }
      Locks.acquired(synchronizer, Locks.SEMAPHORE, 0);
    }
  }

  /** The running thread is about to let others in; who does so without being in gives a sign. */
  public static void sharing(Object synchronizer) {
    ThreadState ts = Threads.current();
    if (!ts.busy) {
      if (ts.held.holds(synchronizer, Locks.SEMAPHORE)) {
        Locks.releasing(synchronizer, Locks.SEMAPHORE, 0);
      } else {
        isNone(synchronizer);
      }
    }
  }

  private static void isNone(Object synchronizer) {
    Object before = SHARES.get(synchronizer);
    if (before != Boolean.TRUE) {
      SHARES.put(synchronizer, Boolean.TRUE);
      if (before != null) {
        Locks.releasing(synchronizer, Locks.SEMAPHORE, 0); // tells that it is no lock
      }
    }
  }

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
