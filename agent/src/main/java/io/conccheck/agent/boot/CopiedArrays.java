package io.conccheck.agent.boot;

/** Edges through collections that copy their array for each change. Never throws. */
public final class CopiedArrays {

  private CopiedArrays() {}

  /** The collection is about to get another array: what is not in its old place is put in now. */
  public static void replacing(Object collection, Object[] old, Object[] next) {
    if (!Sync.enabled || next == null) {
      return;
    }
    int before = old == null ? 0 : old.length;
    int least = Math.min(before, next.length);
    int from = 0;
    while (from < least && old[from] == next[from]) {
      from++;
    }
    int kept = 0;
    while (kept < least - from && old[before - 1 - kept] == next[next.length - 1 - kept]) {
      kept++;
    }
    for (int i = from; i < next.length - kept; i++) {
      Elements.put(collection, next[i]);
    }
  }

  /** The thread has got the array: it may look at all that is in there, unless it is after one. */
  public static void read(Object collection) {
    if (Sync.enabled && !Threads.current().use.atOne) {
      Sync.acquire(collection);
    }
  }

  /** The thread begins or ends to look at one element alone, or at how many there are. */
  public static void atOne(boolean begins) {
    if (Sync.enabled) {
      Threads.current().use.atOne = begins;
    }
  }
}
