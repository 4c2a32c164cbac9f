package io.conccheck.agent.detect.deadlock.hang;

import io.conccheck.agent.boot.Locks;
import io.conccheck.agent.boot.Permits;
import io.conccheck.agent.boot.Waits;
import io.conccheck.agent.detect.deadlock.LockGraph;
import io.conccheck.agent.detect.deadlock.UnseenLock;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who of the stuck threads keeps whom: by lock held and by thread. */
final class Holders {

  private final List<Stuck> stuck;
  private final Map<Object, List<Stuck>> byLock = new IdentityHashMap<>();
  private final Map<Thread, Stuck> byThread = new IdentityHashMap<>();
  private final Tasks tasks;
  private final LockGraph graph;

  Holders(List<Stuck> stuck, Tasks tasks, LockGraph graph) {
    this.stuck = stuck;
    this.tasks = tasks;
    this.graph = graph;
    for (Stuck s : stuck) {
      byThread.put(s.thread(), s);
      for (int i = 0; i < s.ts().held.size(); i++) {
        byLock.computeIfAbsent(s.ts().held.lock(i), k -> new ArrayList<>(1)).add(s);
      }
    }
  }

  Stuck of(Thread t) {
    return byThread.get(t);
  }

  /**
   * The stuck threads without which that one cannot go on; empty if others may help it. A lock that
   * several hold for reading is told to be kept by all of them.
   */
  List<Stuck> keepers(Stuck s) {
    return switch (s.kind()) {
      case Waits.LOCK -> lockKeepers(s);
      case Waits.SEMAPHORE -> permitKeepers(s);
      case Waits.JOIN -> one(byThread.get(s.on()));
      case Waits.FUTURE -> one(byThread.get(tasks.runner(s.on())));
      case Stuck.CLASS -> initialisers(s);
      case Stuck.EXIT -> whoEnds();
      default -> List.of();
    };
  }

  /** True if one of those threads has what that one waits for, or is to complete it. */
  boolean isKeptByOne(Stuck s, Set<Thread> threads) {
    for (Thread t : threads) {
      boolean kept =
          switch (s.kind()) {
            case Waits.JOIN, Waits.CONDITION -> s.on() == t; // whose end notifies, too
            case Waits.FUTURE -> tasks.runner(s.on()) == t;
            case Stuck.CLASS -> Initialisers.initialises(t, s.on());
            case Waits.LOCK -> true; // who holds it is not always known
            default -> false;
          };
      if (kept) {
        return true;
      }
    }
    return false;
  }

  private static List<Stuck> one(Stuck s) {
    return s == null ? List.of() : List.of(s);
  }

  private List<Stuck> lockKeepers(Stuck s) {
    if (s.on() instanceof UnseenLock u) {
      return one(byThread.get(u.owner()));
    }
    List<Stuck> keepers = new ArrayList<>();
    if (!Owned.isBound(s) && graph.node(s.on()).isHandedOver()) {
      return keepers; // who took it once need not have it now
    }
    for (Stuck holder : byLock.getOrDefault(s.on(), List.of())) {
      if (s.isKeptBy(holder)) {
        keepers.add(holder);
      }
    }
    if (keepers.isEmpty() && s.mode() == Locks.READ && byLock.containsKey(s.on())) {
      for (Stuck writer : stuck) { // a reader queues behind a writer that waits for other readers
        if (writer != s && writer.on() == s.on() && writer.mode() == Locks.WRITE) {
          keepers.add(writer);
        }
      }
    }
    return keepers;
  }

  /** Who holds the only permit of a semaphore that none but its holder has ever given back. */
  private List<Stuck> permitKeepers(Stuck s) {
    if (Permits.begun(s.on()) != 1 || Permits.isSignal(s.on())) {
      return List.of();
    }
    List<Stuck> holders = byLock.getOrDefault(s.on(), List.of());
    return holders.contains(s) ? List.of() : holders; // its own turn, which another is to give it
  }

  private List<Stuck> whoEnds() {
    for (Stuck s : stuck) {
      if (s.kind() == Waits.JOIN && Exits.runs(s.thread())) {
        return List.of(s);
      }
    }
    return List.of();
  }

  private List<Stuck> initialisers(Stuck s) {
    for (Stuck other : stuck) {
      boolean by = Initialisers.initialises(other.thread(), s.on());
      if (other != s && (by || waitsForSuper(other, s))) {
        return List.of(other);
      }
    }
    return List.of();
  }

  /** True if a thread can only be about to initialise the class that the other needs. */
  private static boolean waitsForSuper(Stuck s, Stuck needs) {
    return s.kind() == Stuck.CLASS
        && s.on() instanceof Class<?> above
        && needs.on() instanceof Class<?> below
        && above != below
        && above.isAssignableFrom(below)
        && Initialisers.initialises(needs.thread(), above);
  }
}
