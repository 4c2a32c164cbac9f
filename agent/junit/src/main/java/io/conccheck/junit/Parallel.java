package io.conccheck.junit;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Notices whether tests overlap in time. Where they do nothing can be said of whose a thread is.
 * One for each of those who watch the same tests. For use by any thread.
 */
final class Parallel {

  private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

  private final AtomicInteger running = new AtomicInteger();
  private final AtomicLong overlaps = new AtomicLong();

  /**
   * A test begins.
   *
   * @return what {@link #leave} wants to know when it ends
   */
  long enter() {
    long before = overlaps.get();
    if (running.getAndIncrement() > 0) {
      overlaps.incrementAndGet();
    }
    return before;
  }

  /** A test ends; true if no other one has run at the same time. */
  boolean leave(long entered) {
    running.decrementAndGet();
    if (overlaps.get() == entered) {
      return true;
    }
    standDown("tests run at the same time, so leaks and findings are not laid to single tests");
    return false;
  }

  /** Says once why something is not checked. */
  static void standDown(String why) {
    if (TOLD.add(why)) {
      System.err.println("conccheck: " + why);
    }
  }
}
