package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;
import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Objects of which text is made, whose hash code is asked for or that are compared, where the call
 * does not tell whether they are watched as {@link Units}. Those that inherit the method from
 * {@code Object} are not looked at by it; of those of the program's that have one of their own, the
 * method tells itself. Told by woven code before the call; the thread's state may be null. Never
 * throws.
 */
public final class Shown {

  private static final Own TEXT = new Own("toString");
  private static final Own HASH = new Own("hashCode");
  private static final Own EQUAL = new Own("equals", Object.class);

  private static final int DEEPEST = 4; // a collection may contain itself

  private Shown() {}

  /** Text is made of the object. */
  public static void readShown(Object o, ThreadState known, int site) {
    if (mayBeUnit(o)) {
      look(o, TEXT, known, site);
    }
  }

  /** False for most objects: of the program's classes, those that extend collections matter. */
  private static boolean mayBeUnit(Object o) {
    return o != null
        && !(o instanceof String)
        && (o instanceof AbstractCollection
            || o instanceof AbstractMap
            || o.getClass().getClassLoader() == null);
  }

  /** The object's hash code is asked for. */
  public static void readHashed(Object o, ThreadState known, int site) {
    if (mayBeUnit(o)) {
      look(o, HASH, known, site);
    }
  }

  /** Text is made of each element. */
  public static void readShown(Object[] all, ThreadState ts, int site) {
    if (all != null) {
      for (Object o : all) {
        readShown(o, ts, site);
      }
    }
  }

  /** The hash code of each element is asked for. */
  public static void readHashed(Object[] all, ThreadState ts, int site) {
    if (all != null) {
      for (Object o : all) {
        readHashed(o, ts, site);
      }
    }
  }

  @DontInline
  private static void look(Object o, Own method, ThreadState known, int site) {
    ThreadState ts = Sampling.state(known);
    if (!ts.busy && isUnit(o) && method.isLooking(o)) {
      Units.readAll(o, ts, site);
      if (method == TEXT) {
        within(o, ts, site, DEEPEST);
      }
    }
  }

  /**
   * Goes through a collection of the JDK as its method will, for text is made of what is in there,
   * too: no code of the program's runs for that, as its collections with methods of their own are
   * no such units.
   */
  private static void within(Object o, ThreadState ts, int site, int depth) {
    UnitKind kind = UnitKind.of(o.getClass());
    if (!kind.self || depth == 0) {
      return;
    }
    try {
      if (o instanceof Map) {
        for (Map.Entry<?, ?> e : ((Map<?, ?>) o).entrySet()) {
          element(e.getKey(), ts, site, depth);
          element(e.getValue(), ts, site, depth);
        }
      } else if (o instanceof Collection) {
        for (Object e : (Collection<?>) o) {
          element(e, ts, site, depth);
        }
      }
    } catch (RuntimeException e) {
      return; // somebody changes it meanwhile, which was told already
    }
  }

  private static void element(Object e, ThreadState ts, int site, int depth) {
    if (!mayBeUnit(e)) {
      return;
    }
    UnitKind kind = UnitKind.of(e.getClass());
    if ((kind.self || kind.owner != null) && TEXT.isLooking(e)) {
      Units.readAll(e, ts, site);
      within(e, ts, site, depth - 1);
    }
  }

  private static boolean isUnit(Object o) {
    return UnitKind.of(o.getClass()) != UnitKind.OTHER;
  }

  /**
   * {@code one.equals(other)} is asked for by someone who has already seen whether they are one and
   * the same.
   *
   * @param looked one of the two
   */
  public static void compared(
      Object one, Object other, Object looked, ThreadState known, int site) {
    if (one != other && one != null && other != null && !(one instanceof String)) {
      ThreadState ts = Sampling.state(known);
      if (!ts.busy && isUnit(looked) && alike(one, other) && EQUAL.isLooking(one)) {
        Units.read(looked, ts, site);
      }
    }
  }

  /** The other one if the two were found to be equal, otherwise {@code self}. */
  public static Object equalTo(boolean equal, Object self, Object other) {
    return equal ? other : self;
  }

  /** The two were found to be equal. */
  public static void equal(Object one, Object other, ThreadState known, int site) {
    compared(one, other, one, known, site);
    compared(one, other, other, known, site);
  }

  /** True if two such objects look at each other before they say that they differ. */
  private static boolean alike(Object one, Object other) {
    return one.getClass() == other.getClass()
        || one instanceof List && other instanceof List
        || one instanceof Set && other instanceof Set
        || one instanceof Map && other instanceof Map;
  }

  /** Whether the JDK has a method of that name that looks at the object's state, by class. */
  private static final class Own extends ClassValue<Boolean> {
    private final String name;
    private final Class<?>[] parameters;

    Own(String name, Class<?>... parameters) {
      this.name = name;
      this.parameters = parameters;
    }

    boolean isLooking(Object o) {
      return get(o.getClass());
    }

    @Override
    protected Boolean computeValue(Class<?> c) {
      try {
        Class<?> owner = c.getMethod(name, parameters).getDeclaringClass();
        return owner != Object.class && owner.getClassLoader() == null;
      } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
        return false;
      }
    }
  }
}
