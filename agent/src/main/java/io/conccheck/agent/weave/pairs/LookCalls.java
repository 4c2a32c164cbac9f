package io.conccheck.agent.weave.pairs;

import java.util.Set;

/** Calls of the JDK that only look, or only try, or give the processor away meanwhile. */
final class LookCalls {

  private static final String THREAD = "java/lang/Thread";

  private static final String CONDITION = "java/util/concurrent/locks/Condition";
  private static final String SUPPORT = "java/util/concurrent/locks/LockSupport";

  private static final Set<String> PAUSES = Set.of("onSpinWait", "yield", "sleep", "parkNanos");

  private static final Set<String> THREADS =
      Set.of(
          "isAlive",
          "currentThread",
          "isInterrupted",
          "interrupted",
          "interrupt",
          "getState",
          "activeCount");

  private static final Set<String> TRIES =
      Set.of("tryLock", "tryAcquire", "tryReadLock", "tryWriteLock", "compareAndSet");

  /** Of atomics, locks, semaphores, latches, futures, pools, collections. */
  private static final Set<String> LOOKS =
      Set.of(
          "get",
          "getAcquire",
          "getOpaque",
          "getPlain",
          "intValue",
          "longValue",
          "getNow",
          "isDone",
          "isCancelled",
          "isCompletedExceptionally",
          "isTerminated",
          "isShutdown",
          "getActiveCount",
          "getCount",
          "availablePermits",
          "isLocked",
          "isWriteLocked",
          "isHeldByCurrentThread",
          "hasQueuedThreads",
          "readLock",
          "writeLock",
          "lock",
          "unlock",
          "acquire",
          "release",
          "isEmpty",
          "size",
          "contains",
          "containsKey",
          "peek",
          "poll");

  private static final Set<String> VALUES =
      Set.of("valueOf", "booleanValue", "intValue", "longValue", "equals", "isEmpty", "length");

  private LookCalls() {}

  /**
   * True if the call leaves everything as it was unless the loop ends by it; looks at a clock do
   * not count, for a loop that has an end of its own is no endless one.
   */
  static boolean harmless(Step s) {
    return harmless(s.owner(), s.name(), s.desc());
  }

  /** Like {@link #harmless(Step)} for a call by its names. */
  static boolean harmless(String owner, String name, String desc) {
    if (!owner.startsWith("java/")) {
      return false;
    }
    boolean untimed = desc.startsWith("()") || !desc.contains("TimeUnit");
    return PAUSES.contains(name)
        || owner.equals(THREAD) && THREADS.contains(name)
        || owner.startsWith("java/util/")
            && untimed
            && (LOOKS.contains(name) || TRIES.contains(name))
        || owner.startsWith("java/lang/") && VALUES.contains(name);
  }

  /** True if the call waits for a sign from another thread, which has to look again then. */
  static boolean waits(Step s) {
    return waits(s.owner(), s.name());
  }

  /** Like {@link #waits(Step)} for a call by its names. */
  static boolean waits(String owner, String name) {
    return name.equals("wait") && owner.equals("java/lang/Object")
        || name.startsWith("await") && owner.equals(CONDITION)
        || name.startsWith("park") && owner.equals(SUPPORT);
  }

  /** True if it waits a while. */
  static boolean pauses(Step s) {
    return s.name() != null && PAUSES.contains(s.name()) && s.owner().startsWith("java/");
  }

  /** True if it tries to get what another thread may hold. */
  static boolean tries(Step s) {
    return s.name() != null && s.owner().startsWith("java/util/") && TRIES.contains(s.name());
  }
}
