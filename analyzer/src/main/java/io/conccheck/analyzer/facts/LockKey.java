package io.conccheck.analyzer.facts;

import java.util.function.UnaryOperator;

/**
 * A lock as source names it.
 *
 * @param kind what sort of lock
 * @param symbol line-free name: the field where it lives, the class whose instance or whose {@code
 *     .class} it is, the method that gives it; a local's name where nothing else is known
 * @param path how this code reaches the lock object
 */
public record LockKey(Kind kind, String symbol, Path path) {

  /** What sort of lock, and how it is held. */
  public enum Kind {
    MONITOR,
    LOCK,
    READ,
    WRITE,
    /** A stamp that is only checked in the end: keeps nobody out. */
    OPTIMISTIC,
    SEMAPHORE,
    /** A semaphore with several permits. */
    PERMITS;

    /** True for holds that go together with other holds of their sort. */
    boolean isShared() {
      return this == READ || this == OPTIMISTIC;
    }

    /** True for what keeps others out or waiting, as permits to be kept for long do not. */
    public boolean isLock() {
      return this != OPTIMISTIC && this != SEMAPHORE && this != PERMITS;
    }
  }

  LockKey rebase(UnaryOperator<Path> roots) {
    if (path.isFresh()) {
      return this; // what is made on the spot stays that, whoever looks at it
    }
    Path seen = path.rebase(roots);
    // A variable that the caller gives a field for is that field; a monitor of one of our own
    // classes is named after the class.
    boolean bare = kind != Kind.MONITOR || symbol.startsWith("local ");
    boolean named = bare && path.isVariable() && path.fields().isEmpty();
    return new LockKey(kind, named && seen.last() != null ? seen.last() : symbol, seen);
  }

  /** The lock of an object or of one of its fields, where the object has another name. */
  LockKey named(Path self) {
    boolean monitor = kind == Kind.MONITOR && path.fields().isEmpty() && self.isThis();
    return new LockKey(
        kind,
        monitor ? self.root().substring("this:".length()) : symbol,
        new Path(self.root(), path.fields()));
  }

  /** True if both are surely one lock object, whatever the mode. */
  public boolean sameLock(LockKey other) {
    boolean named = symbol.equals(other.symbol);
    // A monitor is told by its object alone, whichever class of a hierarchy speaks of it.
    boolean monitors = kind == Kind.MONITOR && other.kind == Kind.MONITOR;
    return (named || monitors) && path.equals(other.path) && !path.isUnknown();
  }

  /** True if two holders shut each other out, given that both name one object. */
  public boolean excludes(LockKey other) {
    return kind != Kind.PERMITS
        && other.kind != Kind.PERMITS
        && !(kind.isShared() && other.kind.isShared());
  }

  /** The word of the findings format: {@code monitor}, {@code lock}, {@code read-lock} ... */
  public String word() {
    return switch (kind) {
      case MONITOR -> "monitor";
      case LOCK -> "lock";
      case READ -> "read-lock";
      case WRITE -> "write-lock";
      case OPTIMISTIC -> "optimistic-read";
      case SEMAPHORE, PERMITS -> "semaphore";
    };
  }
}
