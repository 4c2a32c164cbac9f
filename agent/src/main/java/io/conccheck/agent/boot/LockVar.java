package io.conccheck.agent.boot;

/** What was released through one lock, by those who held it alone and by its readers. */
public final class LockVar {

  private static final WeakIdentityMap VARS = new WeakIdentityMap();

  final SyncVar writers = new SyncVar();
  final SyncVar readers = new SyncVar();

  private final boolean quiet;

  private LockVar(boolean quiet) {
    this.quiet = quiet;
  }

  static LockVar of(Object lock) {
    LockVar v = (LockVar) VARS.get(lock);
    return v != null ? v : (LockVar) VARS.putIfAbsent(lock, new LockVar(false));
  }

  /**
   * True if the lock is one of those by which the JDK keeps its own house: who touches a lock first
   * owns it for good. Call on a busy thread, below a method of {@code java.util.concurrent.locks}.
   */
  static boolean quiet(Object lock) {
    LockVar v = (LockVar) VARS.get(lock);
    if (v == null) {
      v = (LockVar) VARS.putIfAbsent(lock, new LockVar(Callers.areJdk()));
    }
    return v.quiet;
  }
}
