package io.conccheck.agent.detect.pool;

import io.conccheck.agent.boot.ThreadInfo;
import io.conccheck.agent.boot.WeakIdentityMap;
import io.conccheck.agent.spi.Reports;
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

  /** Pools that are gone and whose use is worth a word; few, for more say nothing new. */
  private final Habits habits = new Habits();

  private final ReferenceQueue<Object> garbage = new ReferenceQueue<>();

  void add(Object pool, Throwable stack, ThreadInfo thread) {
    for (Reference<?> r = garbage.poll(); r != null; r = garbage.poll()) {
      if (all.remove(r)) {
        habits.add((Made) r);
      }
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

  /** Tells how pools were used, those gone included. Called when the JVM ends. */
  void habits(Reports reports) {
    for (Made made : all) {
      habits.add(made);
    }
    habits.report(reports);
  }

  List<Made> all() {
    return new ArrayList<>(all);
  }
}
