package io.conccheck.agent.detect.queue;

import io.conccheck.agent.boot.WeakIdentityMap;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The queues that somebody has put something into and that are not garbage. For any thread. */
final class Queues {

  /** Programs with more have queues for passing single answers, which are no concern here. */
  private static final int MOST = 2_000;

  private final WeakIdentityMap byQueue = new WeakIdentityMap();
  private final WeakIdentityMap polled = new WeakIdentityMap();
  private final Set<Known> all = ConcurrentHashMap.newKeySet();
  private final ReferenceQueue<Object> garbage = new ReferenceQueue<>();

  /** What is known of that queue; new where it is put into for the first time. */
  Known of(Object queue) {
    Known known = (Known) byQueue.get(queue);
    if (known != null) {
      return known;
    }
    for (Object r = garbage.poll(); r != null; r = garbage.poll()) {
      all.remove(r);
    }
    Known fresh = new Known(queue, this, garbage, all.size() < MOST);
    known = (Known) byQueue.putIfAbsent(queue, fresh);
    if (known == fresh && fresh.isWatched()) {
      all.add(fresh);
    }
    return known;
  }

  /** What is known of that queue, or null. */
  Known find(Object queue) {
    return (Known) byQueue.get(queue);
  }

  /** Somebody takes elements out of that queue without waiting for them. */
  void polled(Object queue) {
    polled.put(queue, Boolean.TRUE);
  }

  boolean isPolled(Object queue) {
    return polled.get(queue) != null;
  }

  List<Known> all() {
    return new ArrayList<>(all);
  }
}
