package io.conccheck.agent.boot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

/**
 * Finds out whether an object can be reached from another by way of a final field: the memory chain
 * of JLS 17.5.1. Looks into the program's own objects and the JDK's collections; calls nothing of
 * theirs. For the one thread that made it; slow, and used only where a race is about to be told.
 */
final class Reach {

  /** No search looks at more objects than that. */
  private static final int MOST = 1 << 12;

  private static final Shapes SHAPES = new Shapes();

  private final Object sought;
  private Object[] queue = new Object[64];
  private boolean[] passed = new boolean[64]; // a final field lies on the way
  private int size;
  private int[] index = new int[256]; // queue positions + 1, by identity hash

  private Reach(Object sought) {
    this.sought = sought;
  }

  /** True if there is a way from {@code start} to {@code sought} through a final field. */
  static boolean throughFinal(Object start, Object sought) {
    return new Reach(sought).search(start);
  }

  private boolean search(Object start) {
    add(start, false);
    for (int i = 0; i < size; i++) {
      Object o = queue[i];
      if (o instanceof Object[]) {
        Object[] array = (Object[]) o;
        for (int k = 0; k < array.length && size < MOST; k++) {
          if (meet(array[k], passed[i])) {
            return true;
          }
        }
      } else if (fields(o, passed[i])) {
        return true;
      }
    }
    return false;
  }

  private boolean fields(Object o, boolean after) {
    Shape shape = SHAPES.get(o.getClass());
    for (int k = 0; k < shape.fields.length && size < MOST; k++) {
      if (meet((Object) shape.fields[k].get(o), after || shape.isFinal[k])) {
        return true;
      }
    }
    return false;
  }

  private boolean meet(Object o, boolean after) {
    if (o == null) {
      return false;
    }
    if (o == sought && after) {
      return true;
    }
    add(o, after);
    return false;
  }

  /** An object that was met without a final field on the way is looked at again after one. */
  private void add(Object o, boolean after) {
    int mask = index.length - 1;
    int i = System.identityHashCode(o) * 0x9E3779B9 >>> 7 & mask;
    for (; index[i] != 0; i = i + 1 & mask) {
      int at = index[i] - 1;
      if (queue[at] == o && (passed[at] || !after)) {
        return;
      }
    }
    if (size == queue.length) {
      grow();
      add(o, after);
      return;
    }
    queue[size] = o;
    passed[size] = after;
    index[i] = ++size;
  }

  private void grow() {
    Object[] objects = new Object[size * 2];
    boolean[] flags = new boolean[size * 2];
    System.arraycopy(queue, 0, objects, 0, size);
    System.arraycopy(passed, 0, flags, 0, size);
    queue = objects;
    passed = flags;
    index = new int[size * 8];
    int mask = index.length - 1;
    for (int at = 0; at < size; at++) {
      int i = System.identityHashCode(queue[at]) * 0x9E3779B9 >>> 7 & mask;
      while (index[i] != 0) {
        i = i + 1 & mask;
      }
      index[i] = at + 1;
    }
  }

  /** The references in objects of one class. */
  private static final class Shape {
    final VarHandle[] fields;
    final boolean[] isFinal;

    Shape(VarHandle[] fields, boolean[] isFinal) {
      this.fields = fields;
      this.isFinal = isFinal;
    }
  }

  private static final Shape LEAF = new Shape(new VarHandle[0], new boolean[0]);

  /** Shapes by class, found out once for each. */
  private static final class Shapes extends ClassValue<Shape> {
    @Override
    protected Shape computeValue(Class<?> c) {
      if (c.isArray() || Leaves.isLeaf(c)) {
        return LEAF;
      }
      VarHandle[] fields = new VarHandle[16];
      boolean[] isFinal = new boolean[16];
      int n = 0;
      for (Class<?> k = c; k != null && k != Object.class; k = k.getSuperclass()) {
        for (Field f : declared(k)) {
          VarHandle h = handle(k, f);
          if (h != null && n < fields.length) {
            isFinal[n] = (f.getModifiers() & Modifier.FINAL) != 0;
            fields[n++] = h;
          }
        }
      }
      VarHandle[] kept = new VarHandle[n];
      boolean[] keptFinal = new boolean[n];
      System.arraycopy(fields, 0, kept, 0, n);
      System.arraycopy(isFinal, 0, keptFinal, 0, n);
      return new Shape(kept, keptFinal);
    }

    private static Field[] declared(Class<?> c) {
      try {
        return c.getDeclaredFields();
      } catch (LinkageError | RuntimeException e) {
        return new Field[0]; // a class that some field names is missing
      }
    }

    private static VarHandle handle(Class<?> c, Field f) {
      if ((f.getModifiers() & Modifier.STATIC) != 0 || f.getType().isPrimitive()) {
        return null;
      }
      try {
        return MethodHandles.privateLookupIn(c, MethodHandles.lookup()).unreflectVarHandle(f);
      } catch (IllegalAccessException | RuntimeException e) {
        return null; // not open to us
      }
    }
  }
}
