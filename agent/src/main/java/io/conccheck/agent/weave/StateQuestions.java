package io.conccheck.agent.weave;

import io.conccheck.agent.boot.Weak;
import java.util.Set;

/**
 * Calls that ask for the state of a lock, a semaphore, a pool or a stage. Only a program that asks
 * can be ordered by the answer, so only from then on do those who change the state leave word.
 */
final class StateQuestions {

  private static final Set<String> NAMES =
      Set.of(
          "isLocked",
          "isWriteLocked",
          "isReadLocked",
          "getReadLockCount",
          "hasQueuedThreads",
          "hasQueuedThread",
          "getQueueLength",
          "availablePermits",
          "getActiveCount",
          "getCompletedTaskCount",
          "getTaskCount",
          "getNumberOfDependents");

  private StateQuestions() {}

  /** The kind of {@code Weak} that such a call asks for, 0 if it asks for none. */
  static int kind(String owner, String name) {
    if (!owner.startsWith("java/util/concurrent/") || !NAMES.contains(name)) {
      return 0;
    }
    return owner.startsWith("java/util/concurrent/locks/") ? Weak.LOCKS : Weak.OTHERS;
  }
}
