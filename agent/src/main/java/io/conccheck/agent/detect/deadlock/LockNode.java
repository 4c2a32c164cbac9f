package io.conccheck.agent.detect.deadlock;

import io.conccheck.agent.boot.Bins;
import io.conccheck.agent.boot.Nest;
import io.conccheck.agent.boot.Permits;
import io.conccheck.agent.boot.ThreadInfo;
import java.lang.ref.WeakReference;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * One lock that was held while another was asked for, or asked for while another was held. It does
 * not keep the lock alive, and outlives it: the order in which dead locks were taken still counts.
 * The edges are guarded by the graph.
 */
public final class LockNode extends Nest.Name {

  static final String READ_WRITE = "java.util.concurrent.locks.ReentrantReadWriteLock";

  final long id;
  public final String type;
  final int identity;
  final LockKinds.Kind kind;
  private final WeakReference<Object> lock;

  private Map<LockNode, LockEdge> out = Map.of();

  /** Set once a thread released it that did not hold it: a signal between threads, no lock. */
  volatile boolean handedOver;

  /** For a semaphore, the lock under which it was given back last though taken before; or null. */
  volatile LockNode endsUnder;

  /** Most permits ever seen free, for a semaphore. */
  volatile int permits = 1;

  /** Permits a semaphore began with of which some were held, 0 if that is not known. */
  volatile int seats;

  boolean hasIn; // an edge led here at some time; guarded by the graph
  boolean inCycle; // see LockCycles; guarded by the graph
  long place = LockOrder.NOWHERE; // guarded by the graph
  LockNode prev; // see LockOrder; guarded by the graph
  LockNode next; // see LockOrder; guarded by the graph
  boolean met; // by a search; guarded by the graph
  private ThreadInfo firstUser; // guarded by the graph
  private boolean shared; // guarded by the graph

  LockNode(long id, Object lock, LockKinds.Kind kind) {
    this.id = id;
    this.kind = kind;
    this.type = typeOf(lock);
    this.identity = lock instanceof UnseenLock u ? u.identity() : System.identityHashCode(lock);
    this.lock = new WeakReference<>(lock);
  }

  /** The class as a reader knows it: halves of a read/write lock are that lock, bins the map. */
  public static String typeOf(Object lock) {
    if (lock instanceof UnseenLock u) {
      return u.name();
    }
    return typeOf(lock.getClass(), lock instanceof Class<?> c ? c : null);
  }

  /**
   * Like {@link #typeOf(Object)} of a lock that is not at hand.
   *
   * @param type the lock's class
   * @param ofClass the lock itself if it is a class object, or null
   */
  static String typeOf(Class<?> type, Class<?> ofClass) {
    if (ofClass != null) {
      return ofClass.getName() + ".class";
    }
    if (Bins.Bin.class.isAssignableFrom(type)) {
      return "java.util.concurrent.ConcurrentHashMap";
    }
    String name = type.getName();
    return name.startsWith(READ_WRITE + "$") ? READ_WRITE : name;
  }

  /** True for a {@code ReentrantReadWriteLock} and its halves. */
  public static boolean isReadWrite(Object lock) {
    return typeOf(lock).equals(READ_WRITE);
  }

  @Override
  public boolean isOf(Object other) {
    return lock.refersTo(other);
  }

  boolean isDead() {
    return lock.refersTo(null);
  }

  /** Looks how many permits the lock, if it is a semaphore, has besides the thread's own. */
  void countPermits(Object of, int own) {
    if (of instanceof Semaphore s && Permits.begun(s) <= 1) { // of more it is known who takes all
      permits = Math.max(permits, s.availablePermits() + own);
    }
  }

  /** True if who took it need not be who gives it back, as was seen. */
  public boolean isHandedOver() {
    return handedOver;
  }

  /** True if it keeps all but one thread out. */
  boolean excludes() {
    return !handedOver && permits == 1;
  }

  /** True if no other thread took part in an edge of this lock so far. */
  boolean isSolo(ThreadInfo thread) {
    return !shared && (firstUser == null || firstUser == thread);
  }

  void usedBy(ThreadInfo thread) {
    if (firstUser == null) {
      firstUser = thread;
    } else if (firstUser != thread) {
      shared = true;
    }
  }

  /** Not that of its identity, which is dear the first time. */
  @Override
  public int hashCode() {
    return (int) id;
  }

  /** The edges to locks that were asked for while this one was held. */
  Collection<LockEdge> out() {
    return out.values();
  }

  /** The edge to that lock, or null. */
  LockEdge to(LockNode other) {
    return out.get(other);
  }

  void add(LockEdge e) {
    if (out.isEmpty()) {
      out = new HashMap<>(4);
    }
    out.put(e.to, e);
  }
}
