package io.conccheck.agent.detect.pool;

import io.conccheck.agent.boot.ThreadInfo;
import io.conccheck.agent.boot.WeakIdentityMap;
import io.conccheck.agent.spi.Reports;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** All pools that the program has made and that are not garbage yet. For use by any thread. */
final class Pools {

  private final Set<Made> all = ConcurrentHashMap.newKeySet();
  private final WeakIdentityMap byPool = new WeakIdentityMap();

  /** Pools that are gone and whose use is worth a word; few, for more say nothing new. */
  private final Habits habits = new Habits();

  private final Queue<Made> gone = new ConcurrentLinkedQueue<>();
  private final Set<String> forgotten = ConcurrentHashMap.newKeySet(); // places of such pools
  private final ReferenceQueue<Object> garbage = new ReferenceQueue<>();

  void add(Object pool, Throwable stack, ThreadInfo thread) {
    sweep();
    Made made = new Made(pool, stack, thread, garbage);
    if (byPool.putIfAbsent(pool, made) == made) {
      all.add(made);
    }
  }

  private void sweep() {
    for (Reference<?> r = garbage.poll(); r != null; r = garbage.poll()) {
      if (all.remove(r)) {
        Made made = (Made) r;
        habits.add(made);
        if (made.isForgotten() && forgotten.add(made.place())) {
          gone.add(made);
        }
      }
    }
  }

  /** Takes out those that are garbage though nobody has shut them down, one of each place. */
  List<Made> takeGone() {
    sweep();
    List<Made> taken = new ArrayList<>();
    for (Made made = gone.poll(); made != null; made = gone.poll()) {
      taken.add(made);
    }
    return taken;
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
