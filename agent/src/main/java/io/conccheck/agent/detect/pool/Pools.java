package io.conccheck.agent.detect.pool;

import io.conccheck.agent.boot.ThreadInfo;
import io.conccheck.agent.boot.WeakIdentityMap;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All pools that the program has made and that are not garbage yet. For use by any thread. */
final class Pools {

  private final Set<Made> all = ConcurrentHashMap.newKeySet();
  private final WeakIdentityMap byPool = new WeakIdentityMap();
  private final ReferenceQueue<Object> garbage = new ReferenceQueue<>();

  void add(Object pool, Throwable stack, ThreadInfo thread) {
    for (Reference<?> r = garbage.poll(); r != null; r = garbage.poll()) {
      all.remove(r);
    }
    Made made = new Made(pool, stack, thread, garbage);
    if (byPool.putIfAbsent(pool, made) == made) {
      all.add(made);
    }
  }

  /** What is known of that pool, or null. */
  Made find(Object pool) {
    return (Made) byPool.get(pool);
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  List<Made> all() {
    return new ArrayList<>(all);
  }
}
