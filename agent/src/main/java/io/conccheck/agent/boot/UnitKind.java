package io.conccheck.agent.boot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.Map;

/**
 * What an object of a class stands for as a unit ({@link Units}): itself, the collection that it is
 * a view or an iterator of, or nothing. A class of the application's that extends a collection and
 * overrides none of its methods, which the weaver has marked, is like what it extends; others may
 * lock.
 */
final class UnitKind {

  private static final String MARK = "$conccheck$unit"; // as the weaver names it

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

  private static final Kinds KINDS = new Kinds();

  /** Nothing that is watched. */
  static final UnitKind OTHER = new UnitKind(false, null, null);

  /** A view that locks before it calls the collection behind it. */
  static final UnitKind LOCKING = new UnitKind(false, null, null);

  final boolean self;
  final VarHandle owner; // of a view or iterator: its collection
  final VarHandle changes; // count of structural changes

  private UnitKind(boolean self, VarHandle owner, VarHandle changes) {
    this.self = self;
    this.owner = owner;
    this.changes = changes;
  }

  static UnitKind of(Class<?> c) {
    return KINDS.get(c);
  }

  /** True for iterators of the JDK's collections, whose position is a state of their own. */
  static boolean isIterator(Class<?> c) {
    return c.getClassLoader() == null
        && c.getName().startsWith("java.util.")
        && (Iterator.class.isAssignableFrom(c) || Enumeration.class.isAssignableFrom(c));
  }

  /** The unit that an object of this kind stands for, or null. */
  Object of(Object o) {
    if (self) {
      return o;
    }
    Object outer = owner == null ? null : owner.get(o);
    return outer == null ? null : of(outer.getClass()).of(outer);
  }

  /** Kinds by class, found out once for each. */
  private static final class Kinds extends ClassValue<UnitKind> {
    @Override
    protected UnitKind computeValue(Class<?> c) {
      if (c.getClassLoader() != null) {
        return ofProgram(c);
      }
      String name = c.getName();
      for (String unit : CLASSES) {
        if (name.equals(unit)) {
          return new UnitKind(true, null, field(c, "modCount"));
        }
      }
      if (CharsetEncoder.class.isAssignableFrom(c) || CharsetDecoder.class.isAssignableFrom(c)) {
        return new UnitKind(true, null, null);
      }
      if (name.startsWith("java.util.Collections$Unmodifiable")) {
        return view(field(c, Map.class.isAssignableFrom(c) ? "m" : "c"));
      }
      if (name.startsWith("java.util.Collections$Synchronized")) {
        return LOCKING;
      }
      if (name.startsWith("java.util.AbstractList$")) {
        VarHandle root = field(c, "root");
        return view(root != null ? root : field(c, "this$0"));
      }
      for (String unit : CLASSES) {
        if (name.startsWith(unit) && name.charAt(unit.length()) == '$') {
          VarHandle root = field(c, "root"); // of a list that is part of another
          return view(root != null ? root : field(c, "this$0"));
        }
      }
      return OTHER;
    }

    private static UnitKind view(VarHandle owner) {
      return owner == null ? OTHER : new UnitKind(false, owner, null);
    }

    private static UnitKind ofProgram(Class<?> c) {
      Class<?> k = c;
      while (k.getClassLoader() != null) {
        if (!isMarked(k)) {
          return OTHER;
        }
        k = k.getSuperclass();
      }
      UnitKind base = KINDS.get(k);
      return base.self ? new UnitKind(true, null, field(k, "modCount")) : OTHER;
    }

    private static boolean isMarked(Class<?> c) {
      try {
        MethodHandles.privateLookupIn(c, MethodHandles.lookup())
            .findStaticVarHandle(c, MARK, boolean.class);
        return true;
      } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
        return false;
      }
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
