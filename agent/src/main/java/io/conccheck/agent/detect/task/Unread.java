package io.conccheck.agent.detect.task;

import io.conccheck.agent.boot.TaskEvents;
import io.conccheck.agent.boot.WeakIdentityMap;
import io.conccheck.agent.spi.Frames;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Failures that nobody has looked at so far. For use by any thread. */
final class Unread {

  /** So many are kept; more of them would say nothing new. */
  private static final int MOST = 10_000;

  private final ReferenceQueue<Object> garbage = new ReferenceQueue<>();
  private final WeakIdentityMap byTask = new WeakIdentityMap();
  private final Set<Failure> all = new LinkedHashSet<>(); // guarded by this

  ReferenceQueue<Object> garbage() {
    return garbage;
  }

  synchronized void add(Object task, Failure failure) {
    if (all.size() < MOST) {
      byTask.put(task, failure);
      all.add(failure);
      count();
    }
  }

  boolean has(Object task) {
    return byTask.get(task) != null;
  }

  /** True if a pool itself looks, for a caller who has given it many tasks. */
  static boolean isInvokeAll(Throwable stack) {
    for (StackTraceElement frame : stack.getStackTrace()) {
      String name = frame.getClassName();
      if (name.equals("java.util.concurrent.AbstractExecutorService")) {
        return frame.getMethodName().equals("invokeAll");
      } else if (Frames.isApplication(name)) {
        return false;
      }
    }
    return false;
  }

  synchronized void remove(Object task) {
    Object failure = byTask.remove(task);
    if (failure != null) {
      all.remove(failure);
      count();
    }
  }

  /** Takes out those whose task nobody can reach any more. */
  synchronized List<Failure> takeGarbage() {
    List<Failure> taken = new ArrayList<>();
    for (Reference<?> r = garbage.poll(); r != null; r = garbage.poll()) {
      if (all.remove(r)) {
        taken.add((Failure) r);
      }
    }
    count();
    return taken;
  }

  /** Under the lock, so that a reader who must be told never finds an older 0. */
  private void count() {
    TaskEvents.unread = all.size();
  }

  synchronized List<Failure> takeAll() {
    List<Failure> taken = new ArrayList<>(all);
    all.clear();
    return taken;
  }
}
