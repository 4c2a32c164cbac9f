package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Failures;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import java.util.Collection;

/** What is in a collection now. Only collections of the JDK are asked: others may do anything. */
final class Contents {

  private static final Object[] NONE = {};

  private Contents() {}

  static Object[] of(Object collection) {
    if (collection == null || collection.getClass().getModule() != Object.class.getModule()) {
      return NONE;
    }
    ThreadState ts = Threads.current();
    if (ts.busy) {
      return NONE;
    }
    ts.busy = true;
    try {
      return ((Collection<?>) collection).toArray();
    } catch (Throwable t) {
      Failures.count(t);
      return NONE;
    } finally {
      ts.busy = false;
    }
  }
}
