package io.conccheck.agent.boot;

/** What windows over volatile fields need to know of each field, by its number. */
public final class VolatileFields {

  private static volatile Object[] tokens = {};
  private static volatile boolean[] watched = {};

  private VolatileFields() {}

  /** Some method looks at the field and acts on what it saw: its writes are worth a look. */
  public static synchronized void watch(int number) {
    boolean[] known = watched;
    boolean[] more = new boolean[Math.max(number + 1, known.length)];
    System.arraycopy(known, 0, more, 0, known.length);
    more[number] = true;
    watched = more;
  }

  static boolean isWatched(int number) {
    boolean[] known = watched;
    return number < known.length && known[number];
  }

  /** The object that stands for the owner of the static field of that number. */
  static Object owner(int number) {
    Object[] known = tokens;
    Object token = number < known.length ? known[number] : null;
    return token != null ? token : make(number);
  }

  private static Object make(int number) {
    Pin.on();
    try {
      return makeOnce(number);
    } finally {
      Pin.off();
    }
  }

  private static synchronized Object makeOnce(int number) {
    Object[] known = tokens;
    Object[] more = new Object[Math.max(number + 1, known.length)];
    System.arraycopy(known, 0, more, 0, known.length);
    if (more[number] == null) {
      more[number] = new Object();
    }
    tokens = more;
    return more[number];
  }
}
