package io.conccheck.agent.boot;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

/**
 * What reads the fields of an object within the JDK, where no access is woven: {@code Object.clone}
 * and serialization. Fields that are volatile or final cannot race so. Never throws.
 */
public final class Copies {

  private static final Members MEMBERS = new Members();

  private Copies() {}

  /** The fields of instances that one class declares. */
  private static final class Declared {
    final Reached[] all;
    final boolean[] isTransient;

    Declared(Reached[] all, boolean[] isTransient) {
      this.all = all;
      this.isTransient = isTransient;
    }
  }

  private static final class Members extends ClassValue<Declared> {
    @Override
    protected Declared computeValue(Class<?> c) {
      Field[] fields = c.getDeclaredFields();
      Reached[] all = new Reached[fields.length];
      boolean[] isTransient = new boolean[fields.length];
      int n = 0;
      for (Field f : fields) {
        int m = f.getModifiers();
        if ((m & (Modifier.STATIC | Modifier.FINAL | Modifier.VOLATILE)) == 0) {
          all[n] = Reached.field(c, f.getName());
          isTransient[n++] = Modifier.isTransient(m);
        }
      }
      return new Declared(all, isTransient);
    }
  }

  /** {@code Object.clone} is about to copy the object. */
  public static void cloning(Object o, ThreadState ts, int site) {
    if (o == null || ts.busy || !Sync.enabled) {
      return;
    }
    Class<?> c = o.getClass();
    while (c != null && c.getClassLoader() != null) {
      read(o, c, true, ts, site);
      c = c.getSuperclass();
    }
  }

  /** The fields that the class declares, those not transient, are about to be written out. */
  public static void writingOut(Object o, Class<?> declaring) {
    ThreadState ts = o == null || declaring == null ? null : Threads.current();
    if (ts != null && ts.serialSite != 0 && !ts.busy && declaring.getClassLoader() != null) {
      read(o, declaring, false, ts, ts.serialSite);
    }
  }

  /** The object is about to be written out, by whatever means its class has. */
  public static void writingOut(Object o) {
    ThreadState ts = o == null ? null : Threads.current();
    if (ts == null || ts.serialSite == 0 || ts.busy) {
      return;
    }
    if (o.getClass().isArray()) {
      BulkChecks.readAll(o, ts, ts.serialSite);
    } else {
      Units.readAll(o, ts, ts.serialSite);
    }
  }

  private static void read(Object o, Class<?> c, boolean all, ThreadState ts, int site) {
    Declared d;
    try {
      d = MEMBERS.get(c);
    } catch (Throwable t) {
      return; // of a class that cannot be linked: the program will see
    }
    for (int i = 0; i < d.all.length && d.all[i] != null; i++) {
      if (all || !d.isTransient[i]) {
        d.all[i].access(o, false, ts, site);
      }
    }
  }
}
