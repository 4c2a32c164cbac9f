package io.conccheck.agent.boot;

/** Told by models and by woven code when a write is through. Never throws. */
public final class Writes {

  private Writes() {}

  /** Something was set or put in. */
  public static void set(Window[] open, Object object, Object key, int sub) {
    Windows.through(open, object, key, sub, Window.SET);
  }

  /** Something was taken out. */
  public static void removed(Window[] open, Object object, Object key) {
    Windows.through(open, object, key, 0, Window.REMOVED);
  }

  /** All was taken out, or nobody knows. */
  public static void all(Window[] open, Object object) {
    Windows.through(open, object, null, 0, Window.SET | Window.REMOVED);
  }

  /** Nothing came of it, as of a failed compare-and-set. */
  public static void failed(Object object, int sub) {
    Windows.through(null, object, null, sub, 0);
  }

  /** A volatile field was written. */
  public static void field(Window[] open, Object object, int number) {
    if (VolatileFields.isWatched(number)) {
      set(open, object == null ? VolatileFields.owner(number) : object, null, number);
    }
  }
}
