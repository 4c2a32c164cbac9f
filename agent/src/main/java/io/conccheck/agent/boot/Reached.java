package io.conccheck.agent.boot;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;

/**
 * A watched field as it is reached by reflection, handles and offsets: by the accessors that its
 * class has got, so that all ways of access meet at the same words.
 */
public final class Reached {

  private static final String PREFIX = "$conccheck$"; // as the weaver names what it adds
  private static final Fields FIELDS = new Fields();

  private final MethodHandle read;
  private final MethodHandle write;
  private final VarHandle var; // of a volatile field: where its sync variable is; else null
  private final boolean isStatic;
  private final int name;

  private Reached(
      MethodHandle read, MethodHandle write, VarHandle var, boolean isStatic, int name) {
    this.read = read;
    this.write = write;
    this.var = var;
    this.isStatic = isStatic;
    this.name = name;
  }

  /** The tables by class, each kept by its class; the one place of an array is the table. */
  private static final class Fields extends ClassValue<Table[]> {
    @Override
    protected Table[] computeValue(Class<?> type) {
      return new Table[] {new Table(new String[0], new Reached[0])};
    }
  }

  /** The fields of one class that were asked for; never changed. */
  private static final class Table {
    final String[] names;
    final Reached[] fields;

    Table(String[] names, Reached[] fields) {
      this.names = names;
      this.fields = fields;
    }

    Reached find(String name) {
      for (int i = 0; i < names.length; i++) {
        if (names[i].equals(name)) {
          return fields[i];
        }
      }
      return null;
    }

    Table with(String name, Reached field) {
      int n = names.length;
      String[] moreNames = new String[n + 1];
      Reached[] moreFields = new Reached[n + 1];
      System.arraycopy(names, 0, moreNames, 0, n);
      System.arraycopy(fields, 0, moreFields, 0, n);
      moreNames[n] = name;
      moreFields[n] = field;
      return new Table(moreNames, moreFields);
    }
  }

  /** Loads what values by class are made of, which has a hook itself. */
  static void link() {
    FIELDS.get(Reached.class);
  }

  /**
   * The field of that name, declared by the class or one above it; never null. What is not watched
   * has no accessors.
   */
  static Reached field(Class<?> type, String name) {
    Table[] known = FIELDS.get(type);
    Reached field = known[0].find(name);
    return field != null ? field : add(known, type, name);
  }

  private static synchronized Reached add(Table[] known, Class<?> type, String name) {
    ThreadState ts = Threads.current();
    boolean busy = ts.busy;
    ts.enter();
    try {
      Reached field = find(type, name);
      Table more = known[0].with(name, field);
      VarHandle.releaseFence();
      known[0] = more;
      return field;
    } finally {
      ts.busy = false;
      Pin.off();
      ts.busy = busy;
    }
  }

  private static Reached find(Class<?> type, String name) {
    for (Class<?> c = type; c != null && c.getClassLoader() != null; c = c.getSuperclass()) {
      try {
        MethodHandles.Lookup in = MethodHandles.privateLookupIn(c, MethodHandles.lookup());
        MethodHandle read = accessor(in, c, "read$" + name, false);
        boolean isStatic = read == null;
        if (isStatic) {
          read = accessor(in, c, "read$" + name, true);
        }
        if (read != null) {
          MethodHandle write = accessor(in, c, "write$" + name, isStatic);
          return new Reached(read, write, var(in, c, name, isStatic), isStatic, name.hashCode());
        }
      } catch (IllegalAccessException | RuntimeException e) {
        break; // a class of a module that is not open
      }
    }
    return new Reached(null, null, null, false, name.hashCode());
  }

  private static MethodHandle accessor(
      MethodHandles.Lookup in, Class<?> c, String name, boolean isStatic)
      throws IllegalAccessException {
    MethodType type =
        isStatic
            ? MethodType.methodType(void.class, ThreadState.class, int.class)
            : MethodType.methodType(void.class, Object.class, ThreadState.class, int.class);
    try {
      return in.findStatic(c, PREFIX + name, type);
    } catch (NoSuchMethodException e) {
      return null;
    }
  }

  private static VarHandle var(MethodHandles.Lookup in, Class<?> c, String name, boolean isStatic)
      throws IllegalAccessException {
    try {
      return isStatic
          ? in.findStaticVarHandle(c, PREFIX + "v$" + name, VolatileVar.class)
          : in.findVarHandle(c, PREFIX + "v$" + name, VolatileVar.class);
    } catch (NoSuchFieldException e) {
      return null;
    }
  }

  /** True if the field is declared volatile, as far as is known. */
  boolean isVolatile() {
    return var != null;
  }

  /**
   * An access of the kind that the field's declaration tells, as an instruction would make it: to
   * be called before a write and after a read.
   */
  void access(Object target, boolean writes, ThreadState ts, int site) {
    MethodHandle h = writes ? write : read;
    if (h == null || ts.busy || !isStatic && target == null) {
      return;
    }
    try {
      if (isStatic) {
        h.invokeExact(ts, site);
      } else {
        h.invokeExact(target, ts, site);
      }
    } catch (Throwable t) {
      Failures.count(t); // an object of some other class: the program's own call will tell
    }
  }

  /**
   * The sync variable of the field in that object; of a field that is none of ours, one by name.
   */
  SyncVar sync(Object target) {
    return var != null ? own(target) : target == null ? null : Elements.of(name, target);
  }

  /** The same if there is one already, otherwise null. */
  SyncVar known(Object target) {
    return var != null ? ownKnown(target) : target == null ? null : Elements.known(name, target);
  }

  /** The sync variable of a volatile field in that object. */
  VolatileVar own(Object target) {
    VolatileVar v = ownKnown(target);
    return v != null ? v : made(target);
  }

  /** The same if there is one already, otherwise null. */
  VolatileVar ownKnown(Object target) {
    return isStatic ? (VolatileVar) var.getVolatile() : (VolatileVar) var.getVolatile(target);
  }

  /** What stands for a field that is not volatile in that object, with {@link #part}. */
  Object key(Object target) {
    return isStatic || target == null ? this : target;
  }

  /** Tells the fields of one object apart. */
  int part() {
    return name;
  }

  private VolatileVar made(Object target) {
    try {
      synchronized (Volatiles.lock()) {
        VolatileVar v = ownKnown(target);
        if (v == null) {
          v = new VolatileVar();
          if (isStatic) {
            var.setVolatile(v);
          } else {
            var.setVolatile(target, v);
          }
        }
        return v;
      }
    } finally {
      Volatiles.unlocked();
    }
  }
}
