package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.nio.Buffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Spliterator;
import java.util.TreeSet;

/**
 * What an object of a class stands for as a unit ({@link Units}): itself, the collection that it is
 * a view or an iterator of, or nothing. A class of the application's that extends a collection and
 * overrides none of its methods, which the weaver has marked, is like what it extends; others may
 * lock, and so are units only where they call what they override themselves.
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
    "java.util.AbstractMap$SimpleEntry",
    "java.util.regex.Matcher",
    "java.util.SplittableRandom",
    "java.security.MessageDigest$Delegate",
    "java.security.MessageDigest$Delegate$CloneableDelegate",
    "java.util.zip.CRC32",
    "java.util.zip.CRC32C",
    "java.util.zip.Adler32",
    "java.util.zip.Deflater",
    "java.util.zip.Inflater",
    "java.util.IntSummaryStatistics",
    "java.util.LongSummaryStatistics",
    "java.util.DoubleSummaryStatistics",
    "javax.crypto.Mac",
    "javax.crypto.Cipher",
    "java.text.ParsePosition",
    "java.text.FieldPosition",
    "java.text.ChoiceFormat",
    "sun.text.RuleBasedBreakIterator",
    "java.io.StreamTokenizer",
    "java.io.DataOutputStream",
    "java.io.DataInputStream",
    "java.io.ObjectOutputStream",
    "java.io.ObjectInputStream",
    "java.util.stream.Streams$StreamBuilderImpl",
    "java.util.stream.Streams$IntStreamBuilderImpl",
    "java.util.stream.Streams$LongStreamBuilderImpl",
    "java.util.stream.Streams$DoubleStreamBuilderImpl"
  };

  private static final Kinds KINDS = new Kinds();
  private static final Known[] LAST = new Known[1 << 7];
  private static final Extended EXTENDED = new Extended();

  /** Nothing that is watched. */
  static final UnitKind OTHER = new UnitKind(false, null, null);

  /** A unit, but only for what its class, which may lock, calls of what it extends. */
  static final UnitKind EXTENDING = new UnitKind(false, null, null);

  /** A view that locks before it calls the collection behind it. */
  static final UnitKind LOCKING = new UnitKind(false, null, null);

  final boolean self;
  final VarHandle owner; // of a view or iterator: its collection
  private final VarHandle changes; // count of structural changes
  private final VarHandle inner; // of a set made of a map: the map
  private final VarHandle array; // of a list that writes through: the array
  private final VarHandle offset; // of a part of a list: where in the list it begins
  private final boolean turned; // of a view: its indices are not those of what lies behind

  private UnitKind(boolean self, VarHandle owner, VarHandle changes) {
    this(self, owner, changes, null, null);
  }

  private UnitKind(
      boolean self, VarHandle owner, VarHandle changes, VarHandle inner, VarHandle array) {
    this(self, owner, changes, inner, array, null, false);
  }

  /** A list seen from somewhere else: from {@code offset} on, or turned round. */
  private static UnitKind shifted(VarHandle owner, VarHandle offset) {
    return new UnitKind(false, owner, null, null, null, offset, offset == null);
  }

  private UnitKind(
      boolean self,
      VarHandle owner,
      VarHandle changes,
      VarHandle inner,
      VarHandle array,
      VarHandle offset,
      boolean turned) {
    this.offset = offset;
    this.turned = turned;
    this.self = self;
    this.owner = owner;
    this.changes = changes;
    this.inner = inner;
    this.array = array;
  }

  static UnitKind of(Class<?> c) {
    Known k = LAST[c.hashCode() & LAST.length - 1];
    return k != null && k.type == c ? k.kind : find(c);
  }

  /** Classes of the boot loader, which are never unloaded, are kept at hand. */
  @DontInline
  private static UnitKind find(Class<?> c) {
    UnitKind kind = KINDS.get(c);
    int i = c.hashCode() & LAST.length - 1;
    if (LAST[i] == null && c.getClassLoader() == null) {
      LAST[i] = new Known(c, kind); // for good: two in one place would drive each other out
    }
    return kind;
  }

  /** Like {@link #of} for an object that is known to be a unit, wherever it is called. */
  static UnitKind ofUnit(Object unit) {
    UnitKind k = of(unit.getClass());
    return k == EXTENDING ? EXTENDED.get(unit.getClass()) : k;
  }

  /** True for iterators of the JDK's collections, whose position is a state of their own. */
  static boolean isIterator(Class<?> c) {
    return c.getClassLoader() == null
        && c.getName().startsWith("java.util.")
        && (Iterator.class.isAssignableFrom(c)
            || Enumeration.class.isAssignableFrom(c)
            || Spliterator.class.isAssignableFrom(c));
  }

  /** The unit that an object of this kind stands for, or null. */
  Object of(Object o) {
    if (self) {
      return o;
    }
    Object outer = owner == null ? null : owner.get(o);
    return outer == null ? null : of(outer.getClass()).of(outer);
  }

  /**
   * Where in the unit an index of one of its views lies, or -1 if that is not known: two threads
   * may set the values of two parts of a list.
   */
  static int index(Object o, int i) {
    UnitKind k = of(o.getClass());
    int at = i;
    while (!k.self && k.owner != null) {
      if (k.turned) {
        return -1;
      }
      at += k.offset == null ? 0 : (int) k.offset.get(o);
      o = k.owner.get(o);
      if (o == null) {
        return -1;
      }
      k = of(o.getClass());
    }
    return at;
  }

  /** What holds the state of a unit: of a set the map that its iterators walk. */
  Object core(Object unit) {
    Object map = inner == null ? null : inner.get(unit);
    Object core = map == null ? null : of(map.getClass()).of(map);
    return core == null ? unit : core;
  }

  /** True if a unit of this kind counts its structural changes. */
  boolean counts() {
    return changes != null || inner != null;
  }

  /** How many structural changes the unit has counted. */
  int count(Object unit) {
    if (changes != null) {
      return Changes.of(unit, changes);
    }
    Object core = core(unit);
    return core == unit ? 0 : of(core.getClass()).count(core);
  }

  /** The array that an object of this kind writes through to, or null. */
  Object array(Object o) {
    return array == null ? null : array.get(o);
  }

  /** The array that an iterator of a list over it leads to, or null. */
  static Object behindArray(Object iterator) {
    UnitKind k = of(iterator.getClass());
    Object list = k.owner == null ? null : k.owner.get(iterator);
    return list == null ? null : of(list.getClass()).array(list);
  }

  /** A field of that name of the class or what it extends; null if there is none in reach. */
  static VarHandle field(Class<?> c, String name) {
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

  /** A class and what it is, for threads that find it without order. */
  private static final class Known {
    final Class<?> type;
    final UnitKind kind;

    Known(Class<?> type, UnitKind kind) {
      this.type = type;
      this.kind = kind;
    }
  }

  /** What such classes extend. */
  private static final class Extended extends ClassValue<UnitKind> {
    @Override
    protected UnitKind computeValue(Class<?> c) {
      Class<?> k = c;
      while (k.getClassLoader() != null) {
        k = k.getSuperclass();
      }
      return Kinds.unit(k);
    }
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
          return unit(c);
        }
      }
      if (name.equals("java.util.Arrays$ArrayList")) {
        return new UnitKind(false, null, null, null, field(c, "a"));
      }
      if (Buffer.class.isAssignableFrom(c)) {
        return new UnitKind(true, null, null);
      }
      if (CharsetEncoder.class.isAssignableFrom(c) || CharsetDecoder.class.isAssignableFrom(c)) {
        return new UnitKind(true, null, null);
      }
      if (name.startsWith("java.util.Collections$Unmodifiable")
          || name.startsWith("java.util.Collections$Checked")) {
        return view(field(c, Map.class.isAssignableFrom(c) ? "m" : "c"));
      }
      if (name.equals("java.util.Spliterators$IteratorSpliterator")) {
        return view(field(c, "collection"));
      }
      if (name.equals("java.util.Collections$AsLIFOQueue")) {
        return view(field(c, "q"));
      }
      if (name.startsWith("java.util.ReverseOrder")) {
        VarHandle base = field(c, "base");
        return base == null ? OTHER : shifted(base, null);
      }
      if (name.equals("java.util.Collections$SetFromMap")) {
        return view(field(c, "m"));
      }
      if (name.startsWith("java.util.Collections$Synchronized")) {
        return LOCKING;
      }
      if (name.startsWith("java.util.AbstractList$")) {
        VarHandle root = field(c, "root");
        return root != null ? part(c, root) : view(field(c, "this$0"));
      }
      for (String unit : CLASSES) {
        if (name.startsWith(unit) && name.charAt(unit.length()) == '$') {
          VarHandle root = field(c, "root");
          if (root != null) {
            return part(c, root);
          }
          VarHandle behind = behind(c);
          boolean turned = behind != null && name.indexOf("ReverseOrder") >= 0;
          return turned ? shifted(behind, null) : view(behind);
        }
      }
      return OTHER;
    }

    /** The field of a view or an iterator that leads to its collection, or null. */
    private static VarHandle behind(Class<?> c) {
      VarHandle outer = field(c, "this$0");
      if (outer != null) {
        return outer;
      }
      if (c.getName().startsWith("java.util.TreeMap$")) {
        VarHandle whole = field(c, "m"); // of a part of a map or of its keys
        return whole != null ? whole : field(c, "tree");
      }
      for (String name : BEHIND) {
        VarHandle collection = field(c, name);
        if (collection != null) {
          return collection;
        }
      }
      return null;
    }

    /** Fields of static classes that lead to their collection. */
    private static final String[] BEHIND = {"map", "list", "base"};

    /** A unit of that class of the JDK. */
    private static UnitKind unit(Class<?> c) {
      VarHandle inner = null;
      if (HashSet.class.isAssignableFrom(c)) {
        inner = field(c, "map");
      } else if (c == TreeSet.class) {
        inner = field(c, "m");
      }
      return new UnitKind(true, null, Changes.field(c), inner, null);
    }

    /** A part of a list, which knows where in the whole one it begins. */
    private static UnitKind part(Class<?> c, VarHandle root) {
      return shifted(root, field(c, "offset"));
    }

    private static UnitKind view(VarHandle owner) {
      return owner == null ? OTHER : new UnitKind(false, owner, null);
    }

    private static UnitKind ofProgram(Class<?> c) {
      Class<?> k = c;
      boolean marked = true;
      while (k.getClassLoader() != null) {
        marked &= isMarked(k);
        k = k.getSuperclass();
      }
      return !KINDS.get(k).self ? OTHER : marked ? unit(k) : EXTENDING;
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
  }
}
