package io.conccheck.agent.detect.deadlock;

import io.conccheck.agent.boot.HeldLocks;
import io.conccheck.agent.boot.Nest;

/**
 * Puts what is known of a request where the thread itself finds it. What a request or a held lock
 * is noted by is its kind, or its node where the class does not tell the kind.
 */
final class Nesting {

  private Nesting() {}

  /** The request's place in the tree of how the thread nests locks, or null. */
  static Nest place(
      HeldLocks h,
      RecentRequests recent,
      Object noted,
      Object lock,
      int mode,
      int site,
      boolean often) {
    for (int i = 0; i < h.size(); i++) {
      if (!h.nest(i, one(recent, h.note(i), h.lock(i), h.site(i)), whole(h.note(i)))) {
        return null;
      }
    }
    return h.nest(lock, mode, site, one(recent, noted, lock, site), whole(noted), often);
  }

  /** What stands for that lock alone, if the thread has met it lately. */
  private static LockNode one(RecentRequests recent, Object noted, Object lock, int site) {
    return noted instanceof LockNode n ? n : recent.node(lock, site);
  }

  /** What stands for all locks of its class, if they are of one kind. */
  private static LockKinds.Kind whole(Object noted) {
    LockKinds.Kind k = kind(noted);
    return k.isWhole ? k : null;
  }

  /** The kind of what is noted so. */
  static LockKinds.Kind kind(Object note) {
    return note instanceof LockNode n ? n.kind : (LockKinds.Kind) note;
  }
}
