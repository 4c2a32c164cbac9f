package io.conccheck.agent.boot;

/** What was released through one lock, by those who held it alone and by its readers. */
public final class LockVar {

  private static final WeakIdentityMap VARS = new WeakIdentityMap();

  final SyncVar writers = new SyncVar();
  final SyncVar readers = new SyncVar();

  private LockVar() {}

  static LockVar of(Object lock) {
    LockVar v = (LockVar) VARS.get(lock);
    return v != null ? v : (LockVar) VARS.putIfAbsent(lock, new LockVar());
  }
}
