package io.conccheck.analyzer.facts;

/**
 * What a call does to a lock of java.util.concurrent.
 *
 * @param effect takes it, tries to take it, gives it back
 * @param key which lock
 */
public record LockUse(Effect effect, LockKey key) {

  /** What is done to the lock. */
  public enum Effect {
    ACQUIRE,
    TRY,
    RELEASE
  }
}
