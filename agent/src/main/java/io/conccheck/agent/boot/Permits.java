package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;

/** What is known of semaphores: how many permits they began with, and whether they are locks. */
public final class Permits {

  private static final WeakIdentityMap ALL = new WeakIdentityMap();

  private Permits() {}

  /** The semaphore was made with that many permits. */
  public static void made(Object semaphore, int permits) {
    ALL.put(semaphore, new PermitInfo(Math.max(permits, 0)));
    ResourceEvents.several |= permits > 1;
  }

  /** What is known of the semaphore. */
  public static PermitInfo of(Object semaphore) {
    return of(semaphore, Threads.current());
  }

  static PermitInfo of(Object semaphore, ThreadState ts) {
    WeakIdentityMap.Entry e = ts.semaphore;
    if (e == null || !e.refersTo(semaphore)) {
      e = ts.semaphoreToo;
      if (e == null || !e.refersTo(semaphore)) {
        return find(semaphore, ts);
      }
    }
    return (PermitInfo) e.value;
  }

  @DontInline
  private static PermitInfo find(Object semaphore, ThreadState ts) {
    WeakIdentityMap.Entry e = ALL.find(semaphore);
    if (e == null) {
      e = ALL.findOrAdd(semaphore, new PermitInfo(-1));
    }
    ts.semaphoreToo = ts.semaphore;
    ts.semaphore = e;
    return (PermitInfo) e.value;
  }

  /** The permits the semaphore began with; -1 if that was not seen. */
  public static int begun(Object semaphore) {
    return of(semaphore).begun;
  }

  /** True if it proved to be no lock. */
  public static boolean isSignal(Object semaphore) {
    return of(semaphore).isSignal();
  }
}
