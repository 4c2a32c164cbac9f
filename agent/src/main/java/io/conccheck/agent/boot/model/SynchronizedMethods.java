package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.LockEvents;
import io.conccheck.agent.boot.Locks;
import io.conccheck.agent.boot.Monitors;
import io.conccheck.agent.boot.Sync;
import io.conccheck.agent.boot.Threads;

/**
 * What is told of synchronized methods of the JDK. Most of them call nothing that could ask for
 * another lock, so that nobody can be kept waiting by who is in them: unless accesses are ordered,
 * those matter as what is asked for under other locks alone.
 */
final class SynchronizedMethods {

  private SynchronizedMethods() {}

  /** The JVM has taken the monitor; what the method calls back runs below it. */
  static void entered(Object self) {
    if (LockEvents.sink == null) {
      Locks.passing(self);
    } else if (self != null) {
      Monitors.enteredMethod(self, Threads.current(), 0);
    }
  }

  static void leaving(Object self) {
    if (LockEvents.sink == null) {
      Locks.passing(self);
    } else if (self != null) {
      Monitors.exiting(self, Threads.current());
    }
  }

  /** Like {@link #entered} in a method that calls nothing back. */
  static void enteredShort(Object self) {
    if (Sync.enabled) {
      entered(self);
    } else {
      Monitors.nested(self, Threads.current(), 0);
    }
  }

  /** There only if accesses are ordered. */
  static void leavingShort(Object self) {
    if (Sync.enabled) {
      leaving(self);
    }
  }
}
