package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;
import java.util.List;

/**
 * JDK objects with state that are no synchroniser ({@code HashMap}, {@code ArrayList}, {@code
 * SimpleDateFormat} ...), watched as a whole: a call that changes one is a write of it, a call that
 * looks is a read. Called by woven code before the call, so what the JDK does with such objects
 * under locks of its own is not seen and not misjudged.
 *
 * <p>Views and iterators stand for the collection they belong to; an iterator that several threads
 * can have is an object of its own besides. Views that lock are looked through while they hold
 * their lock. Never throws.
 */
public final class Units {

  /** Variable id of a unit in race events. */
  public static final int VARIABLE = Integer.MIN_VALUE;

  /** Stands for the count of changes where {@link #after} need not look. */
  static final int PASSED_OVER = Integer.MIN_VALUE;

  private Units() {}

  private static boolean passedOver(ThreadState ts, int site) {
    return Sampling.ON && Sampling.skips(ts, site);
  }

  /** The next check is of a call, by the object itself, of what its class extends; or is over. */
  public static void extending(ThreadState ts, boolean begins) {
    ts.use.extending = begins;
  }

  /** Before a call that looks at a text, which mostly is a string. */
  public static void readText(Object o, ThreadState ts, int site) {
    if (!(o instanceof String)) {
      read(o, ts, site);
    }
  }

  /** Before a call that looks at all there is. */
  @DontInline
  public static void readAll(Object o, ThreadState ts, int site) {
    if (!passedOver(ts, site)) {
      Object unit = unit(o, false, ts, site);
      if (unit != null) {
        UnitWalks.all(o, unit, look(unit, ts, site), ts, site);
      } else {
        BulkChecks.readAll(array(o, ts), ts, site);
      }
    }
  }

  /** Before a call that looks at the first element. */
  @DontInline
  public static void readFirst(Object o, ThreadState ts, int site) {
    if (o instanceof List) {
      readValue(o, 0, ts, site);
    } else {
      read(o, ts, site);
    }
  }

  /** Before an iterator gives the next element. */
  @DontInline
  public static void readNext(Object o, ThreadState ts, int site) {
    if (!passedOver(ts, site)) {
      Object unit = unit(o, false, ts, site);
      if (unit != null && unit != o) {
        UnitWalks.next(o, unit, look(unit, ts, site), ts, site);
      } else if (o != null && !ts.busy) {
        UnitWalks.nextOfArray(o, ts, site);
      }
    }
  }

  /** Before the value of an entry of some map is asked for. */
  public static void readEntry(Object entry, ThreadState ts, int site) {
    UnitWalks.entry(entry, false, ts, site);
  }

  /** Before the value of an entry of some map is set. */
  public static void setEntry(Object entry, ThreadState ts, int site) {
    UnitWalks.entry(entry, true, ts, site);
  }

  /** Before what an iterator has last given is set. */
  @DontInline
  public static void setLast(Object iterator, ThreadState ts, int site) {
    if (!passedOver(ts, site)) {
      Object unit = unit(iterator, true, ts, site);
      UnitWalks.setLast(iterator, unit, ts, site);
    }
  }

  /** Before a call that sets all values there are. */
  @DontInline
  public static void setAll(Object o, ThreadState ts, int site) {
    if (!passedOver(ts, site)) {
      Object unit = unit(o, true, ts, site);
      if (unit != null) {
        look(unit, ts, site).changeAll(unit, ts, site);
      }
    }
  }

  /** Before {@code Collections.swap}. */
  public static void swap(Object list, int i, int j, ThreadState ts, int site) {
    setValue(list, i, ts, site);
    setValue(list, j, ts, site);
  }

  static void setValue(Object list, int index, ThreadState ts, int site) {
    afterValue(list, before(list, ts, site), index, ts, site);
  }

  /** Before a call that only looks. */
  @DontInline
  public static void read(Object o, ThreadState ts, int site) {
    if (passedOver(ts, site)) {
      return;
    }
    Object unit = unit(o, false, ts, site);
    if (unit != null) {
      look(unit, ts, site);
    }
  }

  /** Like {@link #read} for a call that looks at the value of that key. */
  @DontInline
  public static void readValue(Object o, Object key, ThreadState ts, int site) {
    if (passedOver(ts, site)) {
      return;
    }
    Object unit = unit(o, false, ts, site);
    if (unit != null) {
      look(unit, ts, site).look(unit, key, ts, site);
    }
  }

  /** Like {@link #read} for a call that looks at the value of that index. */
  @DontInline
  public static void readValue(Object o, int index, ThreadState ts, int site) {
    if (passedOver(ts, site)) {
      return;
    }
    Object unit = unit(o, false, ts, site);
    if (unit == null) {
      Arrays.read(array(o, ts), index, ts, site);
    } else {
      UnitWords words = look(unit, ts, site);
      if (words.values != null) {
        words.look(unit, UnitKind.index(o, index), ts, site);
      }
    }
  }

  /**
   * Before a call that may change the object. What counts its structural changes is only looked at:
   * setting the value of a present key or index is none (javadoc of {@code HashMap}, {@code
   * ArrayList}); {@link #after} tells the two apart.
   *
   * @return the object's count of structural changes, 0 if it keeps none
   */
  @DontInline
  public static int before(Object o, ThreadState ts, int site) {
    if (passedOver(ts, site)) {
      return PASSED_OVER;
    }
    Object unit = unit(o, true, ts, site);
    return unit == null ? 0 : beforeChange(unit, ts, site);
  }

  private static int beforeChange(Object unit, ThreadState ts, int site) {
    UnitKind kind = UnitKind.ofUnit(unit);
    if (!kind.counts()) {
      change(unit, ts, site);
      return 0;
    }
    look(unit, ts, site);
    return kind.count(unit);
  }

  /** Before a call that looks and may reorder: only {@link #after} a change is it a write. */
  @DontInline
  public static int beforeLook(Object o, ThreadState ts, int site) {
    if (passedOver(ts, site)) {
      return PASSED_OVER;
    }
    Object unit = unit(o, false, ts, site);
    if (unit == null) {
      return 0;
    }
    look(unit, ts, site);
    return UnitKind.ofUnit(unit).count(unit);
  }

  /** Like {@link #beforeLook} for a call that looks at the value of that key. */
  @DontInline
  public static int beforeLookValue(Object o, Object key, ThreadState ts, int site) {
    if (passedOver(ts, site)) {
      return PASSED_OVER;
    }
    Object unit = unit(o, false, ts, site);
    if (unit == null) {
      return 0;
    }
    look(unit, ts, site).look(unit, key, ts, site);
    return UnitKind.ofUnit(unit).count(unit);
  }

  /** After the call that {@link #before} preceded. */
  @DontInline
  public static void after(Object o, int count, ThreadState ts, int site) {
    if (count == PASSED_OVER) {
      return;
    }
    Object unit = unit(o, true, ts, site);
    if (unit != null) {
      changed(unit, count, ts, site);
    }
  }

  private static boolean changed(Object unit, int count, ThreadState ts, int site) {
    UnitKind kind = UnitKind.ofUnit(unit);
    if (!kind.counts()) {
      return true; // has counted as a change before the call
    }
    boolean changed = kind.count(unit) != count;
    if (changed) {
      change(unit, ts, site);
    }
    return changed;
  }

  /** Like {@link #after} for a call that sets the value of a key, which may be there already. */
  @DontInline
  public static void afterValue(Object o, int count, Object key, ThreadState ts, int site) {
    if (count == PASSED_OVER) {
      return;
    }
    Object unit = unit(o, true, ts, site);
    if (unit != null && !changed(unit, count, ts, site)) {
      UnitShadows.of(unit).change(unit, key, ts, site);
    }
  }

  /** Like {@link #afterValue} for an index. */
  @DontInline
  public static void afterValue(Object o, int count, int index, ThreadState ts, int site) {
    Object array = count == PASSED_OVER ? null : array(o, ts);
    int at = array != null || o == null || ts.busy ? index : UnitKind.index(o, index);
    if (array != null) {
      Arrays.write(array, index, ts, site);
    } else if (at < 0) {
      after(o, count, ts, site);
    } else {
      afterValue(o, count, (Integer) at, ts, site);
    }
  }

  /** The array that a list writes through to, or null. */
  static Object array(Object o, ThreadState ts) {
    return o == null || ts.busy ? null : UnitKind.of(o.getClass()).array(o);
  }

  /**
   * Before a call that sets values all over a list that it is handed ({@code Collections.sort}). A
   * part of a list is only looked at, for two threads may set the values of two parts.
   */
  @DontInline
  public static void rearrange(Object o, ThreadState ts, int site) {
    if (passedOver(ts, site)) {
      return;
    }
    Object unit = unit(o, true, ts, site);
    if (unit == null) {
      BulkChecks.writeAll(array(o, ts), ts, site);
    } else if (unit == o) {
      change(unit, ts, site);
    } else {
      look(unit, ts, site);
    }
  }

  /** Before an iterator, which others may have too, looks ahead or steps on. */
  @DontInline
  public static void step(Object iterator, boolean steps, ThreadState ts, int site) {
    if (iterator != null && !ts.busy && UnitKind.isIterator(iterator.getClass())) {
      own(iterator, steps, ts, site);
    }
  }

  /** Before a call on what is a unit by itself, whatever else it stands for. */
  static void own(Object o, boolean changes, ThreadState ts, int site) {
    if (ts.busy || passedOver(ts, site)) {
      return;
    }
    if (changes) {
      change(o, ts, site);
    } else {
      look(o, ts, site);
    }
  }

  /** A view that locks is about to call what lies behind it, its lock held. */
  @DontInline
  public static void behind(Object o, ThreadState ts) {
    int site = ts.use.viewSite;
    ts.use.viewSite = 0;
    if (site == 0 || ts.busy || o == null) {
      return;
    }
    UnitKind k = UnitKind.of(o.getClass());
    Object unit = k == UnitKind.OTHER || k == UnitKind.LOCKING ? null : k.of(o);
    if (unit == null) {
      return;
    }
    if (site > 0) {
      look(unit, ts, site);
      return;
    }
    ts.use.viewed = unit;
    ts.use.viewedCount = beforeChange(unit, ts, -site);
    ts.use.viewedSite = -site;
  }

  /** That call has returned, the lock still held. */
  @DontInline
  public static void behindDone(ThreadState ts) {
    Object unit = ts.use.viewed;
    if (unit != null && !ts.busy) {
      ts.use.viewed = null;
      changed(unit, ts.use.viewedCount, ts, ts.use.viewedSite);
    }
  }

  static UnitWords look(Object unit, ThreadState ts, int site) {
    UnitWords s = UnitShadows.of(unit);
    long w = s.write;
    long r = s.read;
    s.seenAt(site);
    if ((r ^ ts.epoch) >>> ThreadState.SITE_BITS != 0) {
      long now = Shadow.read(ts, w, r, site, unit, VARIABLE);
      if (s.write != w || s.read != r) { // another thread came between: see it, and be seen
        now = Shadow.read(ts, s.write, s.read, site, unit, VARIABLE);
      }
      s.read = now;
    }
    return s;
  }

  private static void change(Object unit, ThreadState ts, int site) {
    UnitWords s = UnitShadows.of(unit);
    long w = s.write;
    long r = s.read;
    if (((w ^ ts.epoch) | (r ^ ts.epoch)) >>> ThreadState.SITE_BITS != 0) {
      long now = Shadow.write(ts, w, r, site, unit, VARIABLE);
      if (s.write != w || s.read != r) {
        now = Shadow.write(ts, s.write, s.read, site, unit, VARIABLE);
      }
      if (now != 0) {
        s.write = now;
        s.read = now;
      }
    }
  }

  /**
   * The object that the call is about, or null; a view that locks is left a word about the call.
   */
  static Object unit(Object o, boolean writes, ThreadState ts, int site) {
    if (o == null || ts.busy) {
      return null;
    }
    UnitKind k = UnitKind.of(o.getClass());
    if (k == UnitKind.OTHER) {
      return null;
    }
    if (k == UnitKind.EXTENDING) {
      return extending(o, ts, site);
    }
    if (k == UnitKind.LOCKING) {
      ts.use.viewSite = writes ? -site : site;
      return null;
    }
    return k.of(o);
  }

  /** Others are seen as well, for they may tell its name. */
  private static Object extending(Object o, ThreadState ts, int site) {
    if (ts.use.extending) {
      return o;
    }
    UnitShadows.used(o, site);
    return null;
  }
}
