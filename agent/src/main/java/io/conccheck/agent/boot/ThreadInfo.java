package io.conccheck.agent.boot;

/** What a report tells of a thread; immutable but for the name, and outlives the thread. */
public final class ThreadInfo {

  /** The thread's own id. */
  public final long id;

  /** Where the thread was started, innermost frame first inside; null if not seen. */
  public final Throwable createdAt;

  /** Info of the thread that started it, or null. */
  public final ThreadInfo creator;

  public final boolean virtual;

  /** {@code System.nanoTime} of its start; 0 if not seen. */
  public final long startedNanos;

  /** Name when last looked at. */
  public volatile String name;

  int tid;
  int firstTime;
  ThreadInfo previous; // earlier user of the same thread id, see Tids

  ThreadInfo(
      long id,
      String name,
      boolean virtual,
      Throwable createdAt,
      ThreadInfo creator,
      long startedNanos) {
    this.id = id;
    this.name = name;
    this.virtual = virtual;
    this.createdAt = createdAt;
    this.creator = creator;
    this.startedNanos = startedNanos;
  }

  /** A readable name: the thread's own, or kind and number where it has none. */
  public String label() {
    String n = name;
    if (n != null && n.length() > 0) {
      return n;
    }
    return (virtual ? "virtual thread #" : "thread #") + id;
  }
}
