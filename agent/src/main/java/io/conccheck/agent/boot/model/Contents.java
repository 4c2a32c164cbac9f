package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Failures;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import java.util.Collection;
import java.util.List;
import java.util.RandomAccess;

/** What is in a collection now. Only collections of the JDK are asked: others may do anything. */
final class Contents {

  private static final Object[] NONE = {};

  private Contents() {}

  /** Like the other also for the program's own lists, each place of which the JDK itself asks. */
  static Object[] ofPlaces(Object collection) {
    if (!(collection instanceof RandomAccess) || !(collection instanceof List)) {
      return of(collection);
    }
    ThreadState ts = Threads.current();
    if (ts.busy) {
      return NONE;
    }
    ts.busy = true;
    try {
      List<?> list = (List<?>) collection;
      Object[] all = new Object[list.size()];
      for (int i = 0; i < all.length; i++) {
        all[i] = list.get(i);
      }
      return all;
    } catch (Throwable t) {
      Failures.count(t);
      return NONE;
    } finally {
      ts.busy = false;
    }
  }

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
