package io.conccheck.agent.detect.value;

import java.util.ArrayList;
import java.util.List;

/**
 * What the tasks of one worker have done to thread-local variables. Used by that worker alone.
 *
 * <p>A value that is set once and read by all later tasks is a cache. One that each task replaces
 * by its own is something of the task's; if it is not removed at the end, other tasks see it. So a
 * variable is told when two different values of two tasks were left, or when a task has set one
 * without having looked for one first and it was still there when another task had ended.
 */
final class Worker {

  /** More variables than any program gives a worker in earnest. */
  private static final int MOST = 200;

  private final List<Kept> all = new ArrayList<>();
  private int task = 1;

  /** Another task begins: what is to be told of those before. */
  List<Kept> nextTask() {
    task++;
    List<Kept> left = List.of();
    for (int i = 0; i < all.size(); i++) {
      Kept kept = all.get(i);
      if (kept.outlives(task - 1)) {
        left = left.isEmpty() ? new ArrayList<>() : left;
        left.add(kept);
      }
    }
    return left;
  }

  /** Notes that a task has looked for a value and found none: what it sets then is a cache. */
  void asked(ThreadLocal<?> variable) {
    Kept kept = find(variable);
    if (kept == null && all.size() < MOST) {
      kept = new Kept(variable);
      all.add(kept);
    }
    if (kept != null) {
      kept.asked();
    }
  }

  /**
   * Notes a value that the variable has made itself, a cache. It matters only if it keeps a class
   * loader that the worker does not live by.
   */
  void initial(ThreadLocal<?> variable, Object value) {
    Kept kept = Loaders.isGuest(value) ? find(variable) : null;
    if (kept != null) {
      kept.initial(value, task);
    }
  }

  /** Notes a value, null for none; what is to be told because of it, or null. */
  Kept set(ThreadLocal<?> variable, Object value) {
    Kept kept = find(variable);
    if (value == null) {
      if (kept != null) {
        kept.removed();
      }
      return null;
    }
    if (kept == null) {
      if (all.size() >= MOST) {
        return null;
      }
      kept = new Kept(variable);
      all.add(kept);
    }
    return kept.set(value, task) ? kept : null;
  }

  /** The last task is done: what is to be told. */
  List<Kept> atEnd() {
    List<Kept> left = new ArrayList<>();
    for (Kept kept : all) {
      if (kept.leaves() || kept.outlives(task)) {
        left.add(kept);
      }
    }
    return left;
  }

  private Kept find(ThreadLocal<?> variable) {
    for (int i = all.size() - 1; i >= 0; i--) {
      Kept kept = all.get(i);
      if (kept.refersTo(variable)) {
        return kept;
      } else if (kept.refersTo(null)) {
        all.remove(i);
      }
    }
    return null;
  }
}
