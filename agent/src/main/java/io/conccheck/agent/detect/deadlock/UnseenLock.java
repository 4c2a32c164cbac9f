package io.conccheck.agent.detect.deadlock;

/**
 * Stands for a lock that a thread holds within the JDK, of which no hook keeps a record: what the
 * JVM says of it is all that is known. As good as the lock itself for as long as that thread has
 * it.
 *
 * @param type name of the lock's class
 * @param identity its identity hash code
 * @param owner the thread that holds it
 */
public record UnseenLock(String type, int identity, Thread owner) {

  /** The class as a reader knows it: what keeps the state of a lock is that lock. */
  String name() {
    int part = type.indexOf('$');
    return type.startsWith("java.util.concurrent.locks.") && part > 0
        ? type.substring(0, part)
        : type;
  }
}
