package io.conccheck.agent.boot;

/**
 * Judges an act by its own result, which tells at the very moment of the act what was there: where
 * that is not what the look saw, another thread's write lay between, even one that had begun before
 * the act and had not returned yet. Called by woven code after the act; never throws.
 */
public final class Outcomes {

  private Outcomes() {}

  /**
   * After an act that gives a reference.
   *
   * @param value what it wrote, or null
   * @param w as {@link Acts#acting} gave it
   */
  public static void acted(Object result, Object value, Window w, int how, int act) {
    if (w != null && differs(result, value, w, how | w.lentHow(act))) {
      tell(w, act);
    }
  }

  /** After an act that tells whether it changed anything. */
  public static void acted(boolean changed, Window w, int how, int act) {
    int flags = w == null ? how : how | w.lentHow(act);
    if (w != null
        && !changed
        && (flags & (Acts.EFFECTS | Acts.CHECKED)) == Acts.EFFECTS
        && (w.kind == Window.HEAD
            ? w.seen != null && (flags & (Acts.ACT | Acts.DATA)) == (Acts.DELETE | Acts.DATA)
            : w.kind == Window.HAS
                && ((flags & Acts.ACT) == Acts.ADD ? w.number == 0 : w.number != 0))) {
      tell(w, act);
    }
  }

  private static boolean differs(Object result, Object value, Window w, int how) {
    boolean checked = (how & Acts.CHECKED) != 0;
    switch (how & Acts.ACT) {
      case Acts.PUT:
        return stale(result, w)
            && ((how & Acts.DATA) != 0 || !checked && !Acts.idempotent(how, result, 0, value, 0));
      case Acts.DELETE:
        if (w.kind == Window.EDGE) {
          return result == null && !checked && (how & (Acts.USED | Acts.EFFECTS)) != 0;
        }
        return stale(result, w)
            && !checked
            && ((how & Acts.EFFECTS) != 0 || w.kind == Window.KEYED && result != null);
      case Acts.AT:
        return w.kind == Window.ELEMENT
            && (how & Acts.DATA) != 0
            && !checked
            && !Acts.same(result, w.seen);
      case Acts.FETCH:
        return Acts.present(w) && result == null && !checked;
      case Acts.POLL:
        return Acts.present(w)
            && !checked
            && (w.kind == Window.HEAD
                ? result != w.seen
                : result == null || (how & Acts.USED) != 0 && overtaken(result, w));
      case Acts.TAKE:
        return Acts.present(w) && (w.kind == Window.HEAD ? result != w.seen : overtaken(result, w));
      default:
        return false;
    }
  }

  /** True if another element was first in line. */
  private static boolean overtaken(Object result, Window w) {
    return w.head != null && w.head != result;
  }

  /** True if what was there is not what the look saw. */
  private static boolean stale(Object there, Window w) {
    switch (w.kind) {
      case Window.KEYED:
        return !Acts.same(there, w.seen);
      case Window.DEFAULTED:
        return there != null && !Acts.same(there, w.seen);
      case Window.HAS:
        return there != null != (w.number != 0);
      default:
        return false;
    }
  }

  private static void tell(Window w, int act) {
    AtomicityEvents sink = AtomicityEvents.sink;
    ThreadState ts = Threads.current();
    if (sink != null && !ts.busy) {
      ts.enter();
      try {
        Object evidence = w.evidence;
        if (evidence == null) {
          evidence = Windows.writer(w.object, ts, sink);
        }
        if (evidence != null) {
          sink.violated(w, act, ts, evidence);
        }
      } catch (Throwable t) {
        Failures.count(t);
      } finally {
        ts.busy = false;
        Pin.off();
      }
    }
  }
}
