package io.conccheck.agent.boot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.util.Map;

/**
 * JDK objects with state that are no synchroniser ({@code HashMap}, {@code ArrayList}, {@code
 * SimpleDateFormat} ...), watched as a whole: a call that changes one is a write of it, a call that
 * looks is a read. Called by woven code before the call, so what the JDK does with such objects
 * under locks of its own is not seen and not misjudged.
 *
 * <p>Views and iterators stand for the collection they belong to. Subclasses of the application's
 * are left alone: they may lock. Never throws.
 */
public final class Units {

  /** Variable id of a unit in race events. */
  public static final int VARIABLE = Integer.MIN_VALUE;

  private static final String[] CLASSES = {
    "java.util.HashMap",
    "java.util.LinkedHashMap",
    "java.util.TreeMap",
    "java.util.WeakHashMap",
    "java.util.IdentityHashMap",
    "java.util.EnumMap",
    "java.util.RegularEnumSet",
    "java.util.JumboEnumSet",
    "java.util.HashSet",
    "java.util.LinkedHashSet",
    "java.util.TreeSet",
    "java.util.ArrayList",
    "java.util.LinkedList",
    "java.util.ArrayDeque",
    "java.util.PriorityQueue",
    "java.util.BitSet",
    "java.lang.StringBuilder",
    "java.text.SimpleDateFormat",
    "java.text.DecimalFormat",
    "java.text.MessageFormat",
    "java.text.CompactNumberFormat",
    "java.util.GregorianCalendar",
    "java.util.Date",
    "java.util.Scanner",
    "java.util.Formatter",
    "java.util.StringTokenizer",
    "java.util.StringJoiner",
    "java.util.regex.Matcher",
    "java.util.SplittableRandom",
    "java.security.MessageDigest$Delegate",
    "java.security.MessageDigest$Delegate$CloneableDelegate",
    "java.util.zip.CRC32",
    "javax.crypto.Mac",
    "javax.crypto.Cipher",
    "java.nio.HeapByteBuffer",
    "java.nio.HeapCharBuffer",
    "java.nio.HeapIntBuffer",
    "java.nio.HeapLongBuffer",
    "java.nio.HeapShortBuffer",
    "java.nio.HeapFloatBuffer",
    "java.nio.HeapDoubleBuffer",
    "java.nio.DirectByteBuffer"
  };

  private static final WeakIdentityMap SHADOWS = new WeakIdentityMap();
  private static final Kinds KINDS = new Kinds();

  private Units() {}

  /** Before a call that only looks. */
  public static void read(Object o, ThreadState ts, int site) {
    Object unit = unit(o);
    if (unit != null && !ts.busy) {
      look(unit, ts, site);
    }
  }

  /**
   * Before a call that may change the object. What counts its structural changes is only looked at:
   * setting the value of a present key or index is none (javadoc of {@code HashMap}, {@code
   * ArrayList}); {@link #after} tells the two apart.
   *
   * @return the object's count of structural changes, 0 if it keeps none
   */
  public static int before(Object o, ThreadState ts, int site) {
    Object unit = unit(o);
    if (unit == null || ts.busy) {
      return 0;
    }
    Kind kind = KINDS.get(unit.getClass());
    if (kind.changes == null) {
      change(unit, ts, site);
      return 0;
    }
    look(unit, ts, site);
    return (int) kind.changes.get(unit);
  }

  /** Before a call that looks and may reorder: only {@link #after} a change is it a write. */
  public static int beforeLook(Object o, ThreadState ts, int site) {
    Object unit = unit(o);
    if (unit == null || ts.busy) {
      return 0;
    }
    look(unit, ts, site);
    Kind kind = KINDS.get(unit.getClass());
    return kind.changes == null ? 0 : (int) kind.changes.get(unit);
  }

  /** After the call that {@link #before} preceded. */
  public static void after(Object o, int count, ThreadState ts, int site) {
    Object unit = unit(o);
    if (unit != null && !ts.busy) {
      Kind kind = KINDS.get(unit.getClass());
      if (kind.changes != null && (int) kind.changes.get(unit) != count) {
        change(unit, ts, site);
      }
    }
  }

  private static void look(Object unit, ThreadState ts, int site) {
    Words s = shadow(unit);
    long r = s.read;
    if ((r ^ ts.epoch) >>> ThreadState.SITE_BITS != 0) {
      s.read = Shadow.read(ts, s.write, r, site, unit, VARIABLE);
    }
  }

  private static void change(Object unit, ThreadState ts, int site) {
    Words s = shadow(unit);
    long w = s.write;
    long r = s.read;
    if (((w ^ ts.epoch) | (r ^ ts.epoch)) >>> ThreadState.SITE_BITS != 0) {
      long now = Shadow.write(ts, w, r, site, unit, VARIABLE);
      if (now != 0) {
        s.write = now;
        s.read = now;
      }
    }
  }

  private static Object unit(Object o) {
    if (o == null) {
      return null;
    }
    Kind k = KINDS.get(o.getClass());
    return k == OTHER ? null : k.of(o);
  }

  private static Words shadow(Object unit) {
    Words s = (Words) SHADOWS.get(unit);
    return s != null ? s : (Words) SHADOWS.putIfAbsent(unit, new Words());
  }

  /** Shadow words of one object. */
  private static final class Words {
    long write;
    long read;
  }

  private static final Kind OTHER = new Kind(false, null, null);

  /** What an object of a class stands for. */
  private static final class Kind {
    final boolean self;
    final VarHandle owner; // of a view or iterator: its collection
    final VarHandle changes; // count of structural changes

    Kind(boolean self, VarHandle owner, VarHandle changes) {
      this.self = self;
      this.owner = owner;
      this.changes = changes;
    }

    Object of(Object o) {
      if (self) {
        return o;
      }
      Object outer = owner.get(o);
      return outer != null && KINDS.get(outer.getClass()).self ? outer : null;
    }
  }

  /** Kinds by class, found out once for each. */
  private static final class Kinds extends ClassValue<Kind> {
    @Override
    protected Kind computeValue(Class<?> c) {
      if (c.getClassLoader() != null) {
        return OTHER;
      }
      String name = c.getName();
      for (String unit : CLASSES) {
        if (name.equals(unit)) {
          return new Kind(true, null, field(c, "modCount"));
        }
      }
      if (CharsetEncoder.class.isAssignableFrom(c) || CharsetDecoder.class.isAssignableFrom(c)) {
        return new Kind(true, null, null);
      }
      if (name.startsWith("java.util.Collections$Unmodifiable")) {
        VarHandle behind = field(c, Map.class.isAssignableFrom(c) ? "m" : "c");
        return behind == null ? OTHER : new Kind(false, behind, null);
      }
      for (String unit : CLASSES) {
        if (name.startsWith(unit) && name.charAt(unit.length()) == '$') {
          VarHandle owner = field(c, "this$0");
          return owner == null ? OTHER : new Kind(false, owner, null);
        }
      }
      return OTHER;
    }

    private static VarHandle field(Class<?> c, String name) {
      for (Class<?> k = c; k != null && k != Object.class; k = k.getSuperclass()) {
        try {
          Field f = k.getDeclaredField(name);
          return MethodHandles.privateLookupIn(k, MethodHandles.lookup())
              .findVarHandle(k, name, f.getType());
        } catch (NoSuchFieldException e) {
          continue;
        } catch (ReflectiveOperationException | RuntimeException e) {
          return null;
        }
      }
      return null;
    }
  }
}
