package io.conccheck.agent.detect.deadlock.hang;

import io.conccheck.agent.boot.ThreadState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.ThreadPoolExecutor;

/** The pools that have stuck workers. */
final class Pools {

  /**
   * A pool with what its workers do.
   *
   * @param stuck those that wait within a task
   */
  record Crew(ExecutorService pool, List<Stuck> stuck, int workers) {

    /** True if none of the workers can take up a task, and no worker will come. */
    boolean isFull() {
      return stuck.size() == workers && !Tasks.grows(pool, workers);
    }
  }

  private final Map<ExecutorService, Crew> crews = new IdentityHashMap<>();
  private final Holders holders;
  private final Tasks tasks;

  Pools(List<Stuck> stuck, Collection<ThreadState> others, Holders holders, Tasks tasks) {
    this.holders = holders;
    this.tasks = tasks;
    Map<ExecutorService, Integer> workers = new IdentityHashMap<>();
    for (ThreadState ts : others) {
      ExecutorService p = ts == null ? null : poolOf(ts);
      if (p != null) {
        workers.merge(p, 1, Integer::sum);
      }
    }
    Map<ExecutorService, List<Stuck>> lists = new IdentityHashMap<>();
    for (Stuck s : stuck) {
      ExecutorService p = poolOf(s.ts());
      if (p != null) {
        workers.merge(p, 1, Integer::sum);
        if (!s.isIdle()) {
          lists.computeIfAbsent(p, k -> new ArrayList<>()).add(s);
        }
      }
    }
    lists.forEach((p, list) -> crews.put(p, new Crew(p, list, workers.get(p))));
  }

  /** The pool whose worker that is, or null. Carriers of virtual threads run no tasks. */
  private static ExecutorService poolOf(ThreadState ts) {
    if (ts.pool instanceof ThreadPoolExecutor p) {
      return p;
    }
    boolean carries = ts.thread() == null || Helpers.isCarrier(ts.thread());
    return !carries && ts.thread() instanceof ForkJoinWorkerThread w ? w.getPool() : null;
  }

  Collection<Crew> crews() {
    return crews.values();
  }

  boolean hasStuck(ThreadPoolExecutor pool) {
    return crews.containsKey(pool);
  }

  /** The full pool in whose queue the task of that future lies, or null. */
  Crew fullPoolOf(Object future) {
    for (Crew c : crews.values()) {
      if (c.pool instanceof ThreadPoolExecutor p
          && c.isFull()
          && Tasks.isOurs(p)
          && tasks.isQueued(future, p)) {
        return c;
      }
    }
    return null;
  }

  /** True if a stuck thread computes the future, or would have to. */
  boolean isStuck(Object future) {
    Thread runner = tasks.runner(future);
    return runner != null ? holders.of(runner) != null : fullPoolOf(future) != null;
  }
}
