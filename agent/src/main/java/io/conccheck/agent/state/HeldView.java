package io.conccheck.agent.state;

import io.conccheck.agent.boot.Bins;
import io.conccheck.agent.boot.HeldCopy;
import io.conccheck.agent.boot.HeldLocks;
import io.conccheck.agent.boot.Locks;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.findings.LockRef;
import java.util.ArrayList;
import java.util.List;

/** The locks that a thread holds, as a report names them. Call on that thread. */
public final class HeldView {

  private HeldView() {}

  public static List<LockRef> of(ThreadState ts) {
    HeldLocks held = ts.held;
    List<LockRef> refs = new ArrayList<>(held.size());
    for (int i = 0; i < held.size(); i++) {
      refs.add(ref(held.lock(i), held.mode(i), held.site(i)));
    }
    return refs;
  }

  /** What another thread, which may go on meanwhile, seems to hold. */
  public static List<LockRef> hint(ThreadState ts) {
    HeldLocks held = ts.held;
    List<LockRef> refs = new ArrayList<>();
    for (int i = 0; i < held.size(); i++) {
      Object lock = held.lock(i);
      if (lock != null) {
        refs.add(ref(lock, held.mode(i), held.site(i)));
      }
    }
    return refs;
  }

  /** What was held at some earlier moment. */
  public static List<LockRef> of(HeldCopy held) {
    List<LockRef> refs = new ArrayList<>(held.size());
    for (int i = 0; i < held.size(); i++) {
      String type = held.isClass(i) ? held.type(i) + ".class" : shown(held.type(i));
      refs.add(ref(type, held.isClass(i), held.hash(i), held.mode(i), held.site(i)));
    }
    return refs;
  }

  /** A lock by its class; the number tells apart the instances of one run. */
  public static LockRef ref(Object lock, int mode, int site) {
    String type =
        lock instanceof Class<?> c ? c.getName() + ".class" : shown(lock.getClass().getName());
    return ref(type, lock instanceof Class, System.identityHashCode(lock), mode, site);
  }

  private static LockRef ref(String type, boolean isClass, int hash, int mode, int site) {
    String owner = isClass ? type : type + "@" + Integer.toHexString(hash);
    return new LockRef(kind(mode), owner, type, site == 0 ? null : Tables.SITES.at(site).frame());
  }

  /** A lock of the JDK goes by the class that programs know, not by the synchroniser inside. */
  private static String shown(String name) {
    if (name.equals(Bins.Bin.class.getName())) {
      return "java.util.concurrent.ConcurrentHashMap";
    }
    int inner = name.startsWith("java.util.concurrent.locks.") ? name.indexOf('$') : -1;
    return inner < 0 ? name : name.substring(0, inner);
  }

  /** The word for a mode of {@link Locks}. */
  public static String kind(int mode) {
    return switch (mode) {
      case Locks.MONITOR -> "monitor";
      case Locks.READ -> "read-lock";
      case Locks.WRITE -> "write-lock";
      case Locks.SEMAPHORE, Locks.PERMIT -> "semaphore";
      default -> "lock";
    };
  }
}
