package io.conccheck.agent.detect.deadlock;

import io.conccheck.agent.boot.Locks;
import io.conccheck.agent.boot.ThreadInfo;
import io.conccheck.agent.spi.Frames;
import io.conccheck.agent.state.Tables;
import java.util.Arrays;
import java.util.List;

/**
 * A thread asked for a lock, without limit of time, while it held others. Immutable.
 *
 * @param thread who
 * @param held what it held, outermost first
 * @param modes how it held them, see {@link Locks}
 * @param sites where it had taken them, 0 for unknown
 * @param wanted what it asked for
 * @param mode how
 * @param site where, 0 for unknown
 * @param stack where, in full
 * @param exactStack false if the stack is that of an earlier request between the same places
 * @param solo bits of the held locks, then of the wanted one, that no other thread had used yet
 * @param order component of the thread, or of its task, in the order that every schedule keeps
 * @param time time of that component
 * @param learnt what the thread knew of other components
 * @param at when, and through which gate the thread had come
 */
public record Request(
    ThreadInfo thread,
    LockNode[] held,
    int[] modes,
    int[] sites,
    LockNode wanted,
    int mode,
    int site,
    AskedAt stack,
    boolean exactStack,
    int solo,
    int order,
    int time,
    int[] learnt,
    Passage at) {

  /** True if both come from one thread and differ in nothing but time. */
  boolean isLike(Request o) {
    return thread == o.thread
        && wanted == o.wanted
        && mode == o.mode
        && site == o.site
        && Arrays.equals(held, o.held)
        && Arrays.equals(modes, o.modes)
        && Arrays.equals(sites, o.sites);
  }

  /** True if in some schedule both threads could be at these points at the same time. */
  boolean canMeet(Request o) {
    return order != o.order && !isAfter(o) && !o.isAfter(this) && !isGatedFrom(o);
  }

  /** One of them whose thread was perhaps kept back until another had been made; null if none. */
  static Request behindGate(List<Request> cycle) {
    for (Request r : cycle) {
      for (Request o : cycle) {
        if (r != o && r.at.isBehind(o.at)) {
          return r;
        }
      }
    }
    return null;
  }

  /**
   * One of them that asks for a semaphore under the very lock under which the semaphore is given
   * back: what that lock guards may say who asks, as the first of several readers does. Null if
   * none is so.
   */
  static Request underTurnstile(List<Request> cycle) {
    for (Request r : cycle) {
      if (r.wanted.endsUnder != null && r.indexOf(r.wanted.endsUnder) >= 0) {
        return r;
      }
    }
    return null;
  }

  private boolean isAfter(Request o) {
    return o.order < learnt.length && learnt[o.order] >= o.time;
  }

  /** True if no two threads can hold at the same time what these two held. */
  private boolean isGatedFrom(Request o) {
    for (int i = 0; i < held.length; i++) {
      for (int k = 0; k < o.held.length; k++) {
        if (held[i] == o.held[k] && held[i].excludes() && conflict(modes[i], o.modes[k])) {
          return true;
        }
      }
    }
    return false;
  }

  /** True if this request has to wait while the other thread is where it is. */
  boolean waitsFor(Request o) {
    for (int k = 0; k < o.held.length; k++) {
      if (o.held[k] == wanted && wanted.excludes() && conflict(mode, o.modes[k])) {
        return true;
      }
    }
    return false;
  }

  /** Index in {@link #held} of the lock, or -1. */
  int indexOf(LockNode lock) {
    for (int i = 0; i < held.length; i++) {
      if (held[i] == lock) {
        return i;
      }
    }
    return -1;
  }

  /** True if the lock was handed to the place that took it or asks for it, as far as is known. */
  boolean isHandedIn(LockNode lock) {
    int i = indexOf(lock);
    int at = i >= 0 ? sites[i] : lock == wanted ? site : 0;
    return isHandedIn(lock, at);
  }

  /** True if any of its locks was. */
  boolean isHandedIn() {
    boolean any = isHandedIn(wanted);
    for (LockNode lock : held) {
      any |= isHandedIn(lock);
    }
    return any;
  }

  /**
   * True if nothing but its class is known of a lock that the place took, and that is the JDK's.
   */
  static boolean isHandedIn(LockNode lock, int site) {
    return site != 0 && Tables.SITES.at(site).target() == null && !Frames.isApplication(lock.type);
  }

  private static boolean conflict(int a, int b) {
    return a != b || a != Locks.READ && a != Locks.PERMIT;
  }
}
