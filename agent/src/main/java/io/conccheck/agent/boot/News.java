package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Whether a thread knows all that was ever released. Then no acquisition can teach it anything, and
 * the look-up of what was released where is spared. Asked where accesses are sampled: epochs seldom
 * end there, so that threads which work together soon know the same.
 *
 * <p>Who releases enters the time and counts before it does what others can acquire by; who asks
 * does so after it has acquired, and so finds the count changed.
 */
final class News {

  private static final VarHandle COUNT = handle();

  /** By thread id, the last time of it that others may know of. */
  private static final int[] TOLD = new int[1 << 16];

  private static int count;

  private News() {}

  /** Links what telling takes; see {@link SyncVar#link}. */
  static void link() {
    COUNT.getAndAdd(1);
  }

  private static VarHandle handle() {
    try {
      return MethodHandles.lookup().findStaticVarHandle(News.class, "count", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** The thread is about to release something that nobody knows yet. */
  @DontInline
  static void tell(ThreadState ts, int time) {
    int tid = ts.tid;
    if (tid != 0) {
      TOLD[tid] = time;
    }
    COUNT.getAndAdd(1);
  }

  /** True if the thread, the running one, knows all. */
  static boolean none(ThreadState ts) {
    return ts.knewAll == count || learnt(ts);
  }

  @DontInline
  private static boolean learnt(ThreadState ts) {
    int now = count;
    if (ts.tid == 0 || ts.asked == now && !ts.learnt) {
      return false;
    }
    boolean settled = ts.asked == now;
    ts.asked = now;
    if (!settled) {
      ts.learnt = true; // more may be on the way: compare when it is asked again
      return false;
    }
    ts.learnt = false;
    for (int u = Tids.used(); u > 0; u--) {
      if (TOLD[u] > ts.known(u)) {
        return false;
      }
    }
    ts.knewAll = now;
    return true;
  }
}
