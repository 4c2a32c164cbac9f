package io.conccheck.agent.boot;

import java.lang.invoke.VarHandle;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * Judges an operation that hangs on what an earlier one saw. Two operations are as good as one if
 * the look, done again right before the act, would give the same answer; otherwise it depends on
 * what the act makes of it. Called by woven code before the act; never throws.
 */
public final class Acts {

  /** What the act does. */
  public static final int SET = 0;

  public static final int UPDATE = 1;
  public static final int PUT = 2;
  public static final int DELETE = 3;
  public static final int ADD = 4;
  public static final int FETCH = 5;
  public static final int TAKE = 6;
  public static final int POLL = 7;
  public static final int AT = 8;

  /** Asks for the first or last of something that must not be empty. */
  public static final int FIRST = 9;

  static final int ACT = 15;

  /** What was seen flows into what the act writes; else it only decides whether it happens. */
  public static final int DATA = 16;

  /** The value written is a constant. */
  public static final int CONSTANT = 32;

  /** What was seen decides about more than this one act. */
  public static final int EFFECTS = 64;

  /** The program looks at the act's result to see whether it did what was expected. */
  public static final int CHECKED = 128;

  /** The program uses the act's result. */
  public static final int USED = 256;

  /** All tests of what was seen that decide about the act are known to {@link Decisions}. */
  public static final int TESTED = 512;

  /** Acts for a caller, and only where there is one. */
  public static final int HANDED = 1024;

  private Acts() {}

  /**
   * Before the act.
   *
   * @param how what the act does, and the flags above
   * @param value what it writes, if a reference; {@code number} if not
   * @return the window if nothing can be said yet, for {@link Outcomes}
   */
  public static Window acting(
      Object object, Object key, int sub, Object value, long number, int look, int how, int act) {
    boolean asked = (how & HANDED) == 0 || Asked.isWanted(act);
    AtomicityEvents sink = Windows.none() || !asked ? null : AtomicityEvents.sink;
    ThreadState ts = sink == null ? null : Threads.current();
    if (ts == null || ts.busy) {
      return null;
    }
    ts.enter();
    try {
      Window w = Windows.find(ts, object, key, sub, look);
      if (w == null
          || w.evidence == null
          || !violates(w, how | w.lentHow(act), value, number, ts)) {
        return w;
      }
      sink.violated(w, act, ts, w.evidence);
      return null;
    } catch (Throwable t) {
      Failures.count(t);
      return null;
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }

  /**
   * Before a volatile field is written.
   *
   * @param there what is in the field, if a reference; {@code thereNumber} if not
   * @param object the field's owner, null for a static one
   */
  public static void writing(
      Object there,
      long thereNumber,
      Object value,
      long number,
      Object object,
      int field,
      int look,
      int how,
      int act) {
    boolean asked = (how & HANDED) == 0 || Asked.isWanted(act);
    AtomicityEvents sink = Windows.none() || !asked ? null : AtomicityEvents.sink;
    ThreadState ts = sink == null ? null : Threads.current();
    if (ts == null || ts.busy) {
      return;
    }
    Object o = object == null ? VolatileFields.owner(field) : object;
    ts.enter();
    try {
      Window w = Windows.find(ts, o, null, field, look);
      int flags = w == null ? how : how | w.lentHow(act);
      if (w != null
          && w.evidence != null
          && (there != w.seen || thereNumber != w.number)
          && !Decisions.stand(w, flags, thereNumber)
          && !(w.expects(ts) && restores(w, flags, value, number))
          && ((flags & DATA) != 0 || !idempotent(flags, there, thereNumber, value, number))) {
        sink.violated(w, act, ts, w.evidence);
      }
    } catch (Throwable t) {
      Failures.count(t);
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }

  private static boolean violates(Window w, int how, Object value, long number, ThreadState ts) {
    boolean data = (how & DATA) != 0;
    boolean checked = (how & CHECKED) != 0;
    boolean effects = (how & EFFECTS) != 0;
    switch (how & ACT) {
      case SET:
        return stale(w)
            && !Decisions.stand(w, how, nowNumber(w))
            && !(w.expects(ts) && restores(w, how, value, number))
            && (data || !idempotent(how, now(w), nowNumber(w), value, number));
      case UPDATE:
        return stale(w) && !checked && !Decisions.stand(w, how, nowNumber(w));
      case PUT:
        return w.kind == Window.SIZE && !data
            ? added(w, how, effects)
            : stale(w) && (data || !checked && !idempotent(how, current(w), 0, value, number));
      case DELETE:
        return w.kind != Window.EDGE
            && w.kind != Window.HEAD // else the result tells
            && stale(w)
            && !checked
            && (effects || w.kind == Window.KEYED && current(w) != null);
      case ADD:
        return added(w, how, effects) && !checked;
      case FETCH:
        return present(w) && stale(w) && absent(w) && !checked;
      case FIRST:
        return present(w) && removed(w) && size(w) == 0;
      case AT:
        return w.kind == Window.ELEMENT ? data && !checked && stale(w) : present(w) && removed(w);
      case TAKE:
        return present(w) && removed(w);
      case POLL:
        return present(w) && removed(w) && !checked && (w.kind == Window.HEAD || (how & USED) != 0);
      default:
        return false;
    }
  }

  /** Writes a state of its own, or just what was there when it looked: nothing was counted on. */
  private static boolean restores(Window w, int how, Object value, long number) {
    return (how & (DATA | CONSTANT)) == CONSTANT || same(value, w.seen) && number == w.number;
  }

  /** Writes what is there already, and no more than that hangs on it: nothing is lost. */
  static boolean idempotent(int how, Object there, long thereNo, Object value, long no) {
    return same(there, value)
        && thereNo == no
        && (how & (CONSTANT | EFFECTS)) != (CONSTANT | EFFECTS);
  }

  private static boolean added(Window w, int how, boolean effects) {
    if (w.kind == Window.ROOM) {
      return (w.marks & Window.SET) != 0;
    }
    if (w.kind == Window.SIZE) {
      long size = size(w);
      return (w.marks & Window.SET) != 0 && size > w.number && !Decisions.stand(w, how, size);
    }
    if (w.kind == Window.EMPTY) {
      return w.number != 0 && stale(w);
    }
    return w.kind == Window.HAS
        && w.number == 0
        && stale(w)
        && (effects || !(w.object instanceof Set));
  }

  /** True if the look said that something is there. */
  static boolean present(Window w) {
    switch (w.kind) {
      case Window.EMPTY:
        return w.number == 0;
      case Window.SIZE:
      case Window.HAS:
        return w.number > 0;
      case Window.INDEX:
        return w.number >= 0;
      default:
        return w.seen != null;
    }
  }

  private static boolean removed(Window w) {
    return (w.marks & Window.REMOVED) != 0 && (w.kind != Window.HEAD || stale(w));
  }

  private static boolean absent(Window w) {
    return current(w) == null;
  }

  /** True if the look would give another answer now. */
  private static boolean stale(Window w) {
    switch (w.kind) {
      case Window.VALUE:
        return !same(now(w), w.seen) || nowNumber(w) != w.number;
      case Window.KEYED:
        return !same(current(w), w.seen);
      case Window.ELEMENT:
        return !same(element(w), w.seen);
      case Window.DEFAULTED:
        Object v = current(w);
        return v != null && !same(v, w.seen);
      case Window.HAS:
        return has(w) != (w.number != 0);
      case Window.EMPTY:
        return size(w) == 0 != (w.number != 0);
      case Window.SIZE:
        return size(w) != w.number;
      case Window.HEAD:
        return !(w.object instanceof Queue) || ((Queue<?>) w.object).peek() != w.seen;
      default:
        return true;
    }
  }

  private static Object current(Window w) {
    return w.object instanceof Map ? ((Map<?, ?>) w.object).get(w.key) : null;
  }

  /** What is at that place of the list now; null if it has become shorter. */
  private static Object element(Window w) {
    List<?> list = (List<?>) w.object;
    return w.sub <= list.size() ? list.get(w.sub - 1) : null;
  }

  private static boolean has(Window w) {
    return w.object instanceof Map
        ? ((Map<?, ?>) w.object).containsKey(w.key)
        : ((Collection<?>) w.object).contains(w.key);
  }

  private static long size(Window w) {
    return w.object instanceof Map
        ? ((Map<?, ?>) w.object).size()
        : ((Collection<?>) w.object).size();
  }

  /** Present value of an atomic, if a reference. */
  private static Object now(Window w) {
    Object o = w.object;
    if (o instanceof VarHandle) {
      return HandleValues.now((VarHandle) o, w);
    }
    if (o instanceof AtomicReferenceFieldUpdater) {
      return Fields.of((AtomicReferenceFieldUpdater<?, ?>) o, w.key);
    }
    if (StampedValues.are(o)) {
      return StampedValues.now(o, w);
    }
    return o instanceof AtomicReference
        ? ((AtomicReference<?>) o).get()
        : o instanceof AtomicReferenceArray ? ((AtomicReferenceArray<?>) o).get(w.sub) : null;
  }

  /** Present value of an atomic, if a number or a truth. */
  private static long nowNumber(Window w) {
    Object o = w.object;
    if (o instanceof VarHandle) {
      return HandleValues.nowNumber((VarHandle) o, w);
    }
    if (StampedValues.are(o)) {
      return StampedValues.nowNumber(o, w);
    }
    if (o instanceof AtomicInteger) {
      return ((AtomicInteger) o).get();
    }
    if (o instanceof AtomicLong) {
      return ((AtomicLong) o).get();
    }
    if (o instanceof AtomicBoolean) {
      return ((AtomicBoolean) o).get() ? 1 : 0;
    }
    if (o instanceof AtomicIntegerArray) {
      return ((AtomicIntegerArray) o).get(w.sub);
    }
    if (o instanceof AtomicLongArray) {
      return ((AtomicLongArray) o).get(w.sub);
    }
    return o instanceof AtomicIntegerFieldUpdater
        ? Fields.of((AtomicIntegerFieldUpdater<?>) o, w.key)
        : o instanceof AtomicLongFieldUpdater ? Fields.of((AtomicLongFieldUpdater<?>) o, w.key) : 0;
  }

  /** Present values of fields that updaters stand for. */
  private static final class Fields {
    static <T> Object of(AtomicReferenceFieldUpdater<T, ?> updater, Object target) {
      return updater.get(cast(target));
    }

    static <T> long of(AtomicIntegerFieldUpdater<T> updater, Object target) {
      return updater.get(cast(target));
    }

    static <T> long of(AtomicLongFieldUpdater<T> updater, Object target) {
      return updater.get(cast(target));
    }

    @SuppressWarnings("unchecked") // the updater has looked at it before
    private static <T> T cast(Object target) {
      return (T) target;
    }
  }

  /** The same object, or equal values of a class whose equality is the JDK's. */
  static boolean same(Object a, Object b) {
    return a == b
        || a != null
            && (a instanceof Number
                || a instanceof String
                || a instanceof Boolean
                || a instanceof Character)
            && a.getClass().getClassLoader() == null
            && a.equals(b);
  }
}
