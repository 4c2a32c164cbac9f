package io.conccheck.agent.detect.value;

import io.conccheck.agent.spi.Frames;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.nio.Buffer;

/** One thread-local variable of one worker; keeps neither it nor its values alive. */
final class Kept extends WeakReference<ThreadLocal<?>> {

  private WeakReference<Object> value; // null: none
  private int task; // that has set it last
  private WeakReference<Object> left; // by an earlier task, when a later one set its own
  private Throwable site; // where that was
  private boolean
      asked; // for a value before it was set, or set again to what it was or within a task
  private Throwable alone; // where the one value was set that no other task has replaced
  private Throwable guest; // where a value was made that keeps another class loader
  private boolean told;

  Kept(ThreadLocal<?> variable) {
    super(variable);
  }

  void removed() {
    value = null;
    guest = null;
  }

  /** The variable has made a value of a class that is not the worker's own. */
  void initial(Object made, int inTask) {
    value = new WeakReference<>(made);
    task = inTask;
    guest = new Throwable();
  }

  void asked() {
    asked = true;
  }

  /** True if the value that one task has set is still there now that another one has ended. */
  boolean outlives(int ended) {
    boolean set = !asked && left == null && alone != null;
    boolean tell = !told && (set || guest != null) && task < ended && isThere();
    if (tell) {
      told = true;
      site = set ? alone : guest;
    }
    return tell;
  }

  private boolean isThere() {
    Object last = value == null ? null : value.get();
    return last != null && (guest != null || !isCache(last, last));
  }

  /** True if no other task has set a value of its own: then later ones only find it. */
  boolean isAlone() {
    return left == null;
  }

  /** Notes what a task sets; true if a second value was left behind that differs from the first. */
  boolean set(Object now, int inTask) {
    boolean tell = inTask != task && !told && leaves(now);
    asked |= value != null && (inTask == task || isSame(value.get(), now));
    if (alone == null && !asked) {
      alone = new Throwable();
    }
    value = new WeakReference<>(now);
    task = inTask;
    return tell;
  }

  /** True if the last value stays behind and differs from the one before. */
  boolean leaves() {
    Object last = value == null ? null : value.get();
    boolean tell = !told && left != null && last != null && !isSame(left.get(), last);
    told |= tell;
    return tell;
  }

  private boolean leaves(Object now) {
    Object before = value == null ? null : value.get();
    if (before == null || isSame(before, now) || isCache(before, now)) {
      return false;
    }
    if (left == null) {
      left = new WeakReference<>(before);
      site = new Throwable();
      return false;
    }
    told = !isSame(left.get(), before);
    return told;
  }

  /** Called only for kinds of values whose {@code equals} runs no code of the application. */
  private static boolean isSame(Object a, Object b) {
    return a == b || a == null || a instanceof String && a.equals(b) || isCount(a) && a.equals(b);
  }

  /** References, buffers that grow, flags and counters belong to the thread, not to a task. */
  private static boolean isCache(Object before, Object now) {
    return now instanceof Reference
        || now instanceof Buffer
        || now instanceof Boolean
        || now.getClass().isArray() && now.getClass().getComponentType().isPrimitive()
        || isCount(before) && isCount(now) && isStep((Number) before, (Number) now);
  }

  private static boolean isCount(Object o) {
    return o instanceof Integer || o instanceof Long;
  }

  private static boolean isStep(Number before, Number now) {
    return Math.abs(now.longValue() - before.longValue()) <= 1;
  }

  /**
   * True if a class of the application has called {@code set}, and not the JDK on its behalf. What
   * a pool sets in its own {@code beforeExecute} is new for each task, so that none finds
   * another's.
   */
  boolean isApplications() {
    boolean called = false;
    String method = null;
    for (StackTraceElement e : site.getStackTrace()) {
      String name = e.getClassName();
      if (name.startsWith("io.conccheck.agent.") || name.equals(ThreadLocal.class.getName())) {
        continue;
      }
      boolean application = Frames.isApplication(name);
      if (!called && !application) {
        return false;
      }
      called = true;
      if (!application && name.equals("java.util.concurrent.ThreadPoolExecutor")) {
        return !"beforeExecute".equals(method) || loader() != null;
      }
      method = e.getMethodName();
    }
    return called;
  }

  /** Where a task set its value while that of an earlier one was still there. */
  Throwable site() {
    return site;
  }

  /** Type of the values, for messages. */
  String type() {
    Object last = value == null ? null : value.get();
    return last == null ? "?" : last.getClass().getName();
  }

  /** True if what was told is a value that the variable has made itself. */
  boolean isInitial() {
    return site == guest;
  }

  /** The class loader that the value keeps, where it is not one that lives as long as the JVM. */
  String loader() {
    Object last = value == null ? null : value.get();
    return last == null ? null : Loaders.name(last);
  }
}
