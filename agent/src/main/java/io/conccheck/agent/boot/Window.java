package io.conccheck.agent.boot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What a thread has seen by looking at an atomic or at a concurrent collection, from the moment it
 * looked until it acts on it. Other threads whose writes lie in between leave their mark.
 *
 * <p>The owner alone writes what the look gave, before it opens the window; writers of other
 * threads fill in the evidence and then set a mark, the owner reads the marks first. Marks of two
 * writers at once may be lost, which costs a finding and makes none.
 */
public final class Window {

  /** What kind of fact the look gave. */
  public static final int VALUE = 0;

  public static final int FIELD = 1;
  public static final int KEYED = 2;
  public static final int DEFAULTED = 3;
  public static final int HAS = 4;
  public static final int SIZE = 5;
  public static final int EMPTY = 6;
  public static final int HEAD = 7;
  public static final int ROOM = 8;
  public static final int INDEX = 9;

  /** The first or last key or entry of a sorted map. */
  public static final int EDGE = 10;

  /** One element of a list; its index and one stand for it, nought for all elements. */
  public static final int ELEMENT = 11;

  /**
   * Flag of a kind: nothing is decided by this look, which therefore takes the place of none that
   * decides.
   */
  public static final int BESIDE = 16;

  /** Flag of a kind: looks for a caller, and only where that asks. */
  public static final int HANDED = 32;

  /** Marks: something was set or added, something was taken out. */
  static final int SET = 1;

  static final int REMOVED = 2;

  /** What was looked at. */
  public final Object object;

  /** Number of the looking operation; another one once it goes over to a caller. */
  public int look;

  private int lent = -1; // act in a method that is called, to which this is lent
  private int lentHow;

  final int kind;
  final Object key; // of a map, or the element asked for; null if the look is of the whole
  final int sub; // index of an array, number of a volatile field
  final ThreadState owner;

  boolean beside;
  boolean awaited; // the owner has waited for an event since: what was before that it may expect
  Object seen; // what the look gave, if a reference
  Object head; // of a queue whose size was looked at
  long number; // what the look gave, if none
  boolean numeric; // a number was given
  Decisions decisions; // that hang on the number, null if none was told

  private volatile boolean open;
  volatile int marks;
  long writer; // epoch in which the writer that left the evidence began, set before that
  volatile Object
      evidence; // of the first writer that began since the look began, as the detector keeps it
  private static final VarHandle OPEN = handle();

  private static VarHandle handle() {
    try {
      return MethodHandles.lookup().findVarHandle(Window.class, "open", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  Window(Object object, Object key, int sub, int kind, int look, ThreadState owner) {
    this.object = object;
    this.key = key;
    this.sub = sub;
    this.kind = kind;
    this.look = look;
    this.owner = owner;
  }

  void lend(int act, int how) {
    lent = act;
    lentHow = how;
  }

  /** True if an act that goes by that number hangs on this look. */
  boolean serves(int number) {
    return look == number || lent == number && number >= 0;
  }

  /** Flags that the caller adds to what an act does to which this is lent. */
  int lentHow(int act) {
    return lent == act ? lentHow : 0;
  }

  /** The look is through: from here on writes lie between it and the act. */
  void open() {
    OPEN.setRelease(this, true);
  }

  boolean isOpen() {
    return open;
  }

  /** True for looks at one element or key, or at a field of the object that is the key. */
  private boolean keyed() {
    return kind == KEYED || kind == DEFAULTED || kind == HAS || kind == INDEX || isField();
  }

  private boolean isField() {
    return kind == VALUE && key != null;
  }

  /** True if a write of that key and index changes what this window saw. */
  boolean meets(Object otherKey, int otherSub) {
    return (sub == otherSub || kind > FIELD && (sub == 0 || otherSub == 0))
        && (!keyed() || otherKey == null || key == otherKey || !isField() && equal(key, otherKey));
  }

  /** True if a look there replaces this one, whichever method it calls. */
  boolean sameFact(Window other) {
    return object == other.object
        && keyed() == other.keyed()
        && (kind == ELEMENT) == (other.kind == ELEMENT)
        && meets(other.key, other.sub);
  }

  /**
   * True if the owner has waited for the writer, by a latch or a barrier, and so knew of the write
   * before it acts. What it overwrites then need not be lost, unless it is made of what was before.
   */
  boolean expects(ThreadState ts) {
    return awaited && (!Sync.enabled || ts.covers(writer));
  }

  private static boolean equal(Object a, Object b) {
    if (a == b) {
      return true;
    }
    try {
      return a != null && a.hashCode() == b.hashCode() && a.equals(b);
    } catch (Throwable t) {
      return false; // the collection has met the same
    }
  }
}
