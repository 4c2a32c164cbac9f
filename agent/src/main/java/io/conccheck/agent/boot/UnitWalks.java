package io.conccheck.agent.boot;

import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.AbstractMap.SimpleEntry;

/**
 * Values that are reached by walking a collection: what an iterator gives next, what {@code
 * ListIterator.set} replaces, the entries of a map. Reads what the JDK keeps in iterators and
 * entries, calls no code of the program's. Never throws.
 */
final class UnitWalks {

  private static final Walks WALKS = new Walks();

  private UnitWalks() {}

  /** Where a kind of iterator keeps how far it is; what it does not have is null. */
  private static final class Walk {
    final VarHandle next; // index, or entry of a map whose value is given next
    final VarHandle last; // index of what was given, or node of a linked list
    final VarHandle ahead; // the node that comes next in a linked list
    final VarHandle array; // of an iterator over an array

    Walk(VarHandle next, VarHandle last, VarHandle ahead, VarHandle array) {
      this.next = next;
      this.last = last;
      this.ahead = ahead;
      this.array = array;
    }
  }

  private static final class Walks extends ClassValue<Walk> {
    @Override
    protected Walk computeValue(Class<?> c) {
      switch (c.getName()) {
        case "java.util.ArrayList$Itr":
        case "java.util.ArrayList$ListItr":
        case "java.util.AbstractList$Itr":
        case "java.util.AbstractList$ListItr":
          return new Walk(UnitKind.field(c, "cursor"), UnitKind.field(c, "lastRet"), null, null);
        case "java.util.LinkedList$ListItr":
          return new Walk(
              UnitKind.field(c, "nextIndex"),
              UnitKind.field(c, "lastReturned"),
              UnitKind.field(c, "next"),
              null);
        case "java.util.HashMap$ValueIterator":
        case "java.util.LinkedHashMap$LinkedValueIterator":
        case "java.util.TreeMap$ValueIterator":
          return new Walk(UnitKind.field(c, "next"), null, null, null);
        case "java.util.Arrays$ArrayItr":
          return new Walk(UnitKind.field(c, "cursor"), null, null, UnitKind.field(c, "a"));
        default:
          return new Walk(null, null, null, null);
      }
    }
  }

  /** All values of the collection are looked at through {@code o}. */
  static void all(Object o, Object unit, UnitWords words, ThreadState ts, int site) {
    if (o != unit) {
      walked(unit, words, ts);
    }
    if (words.values != null && (o == unit || isOfValues(o.getClass().getName()))) {
      words.lookAll(unit, ts, site);
    }
  }

  private static void walked(Object unit, UnitWords words, ThreadState ts) {
    if (ts.use.walkedWords != words) {
      ts.use.walkedWords = words;
      ts.use.walked = new WeakReference<>(unit);
    }
  }

  /** False for views that show keys, or entries whose values are asked for one by one. */
  private static boolean isOfValues(String view) {
    return view.indexOf("Key") < 0 && view.indexOf("Entry") < 0;
  }

  /** The iterator is about to give the next element of that collection. */
  static void next(Object iterator, Object unit, UnitWords words, ThreadState ts, int site) {
    walked(unit, words, ts);
    if (words.values == null) {
      return;
    }
    VarHandle next = WALKS.get(iterator.getClass()).next;
    Object at = next == null ? null : (Object) next.get(iterator);
    if (at instanceof Integer) {
      words.look(unit, at, ts, site);
    } else if (at != null) {
      words.look(unit, Entries.key(at), ts, site);
    }
  }

  /** Like {@link #next} of what may be an iterator over an array. */
  static void nextOfArray(Object iterator, ThreadState ts, int site) {
    Class<?> c = iterator.getClass();
    if (c.getClassLoader() == null) {
      Walk w = WALKS.get(c);
      if (w.array != null) {
        Arrays.read((Object) w.array.get(iterator), (int) w.next.get(iterator), ts, site);
      }
    }
  }

  /** What the iterator over that collection has last given is about to be set. */
  static void setLast(Object iterator, Object unit, ThreadState ts, int site) {
    Walk w = iterator == null || ts.busy ? null : WALKS.get(iterator.getClass());
    if (w == null || w.last == null) {
      return;
    }
    Object last = w.last.get(iterator);
    int index = -1;
    if (last instanceof Integer) {
      index = (int) last;
    } else if (last != null) { // in a linked list: what was given lies ahead after a step back
      int next = (int) w.next.get(iterator);
      index = (Object) w.ahead.get(iterator) == last ? next : next - 1;
    }
    if (index < 0) {
      return;
    }
    if (unit != null) {
      Units.look(unit, ts, site).change(unit, index, ts, site);
    } else {
      Arrays.write(UnitKind.behindArray(iterator), index, ts, site);
    }
  }

  /**
   * The value of an entry is about to be looked at or set: one of no map, or one of that map which
   * the thread has walked last, if it is still in there.
   */
  static void entry(Object entry, boolean sets, ThreadState ts, int site) {
    if (entry != null && entry.getClass() == SimpleEntry.class) {
      Units.own(entry, sets, ts, site);
      return;
    }
    UnitWords words = ts.use.walkedWords;
    if (words == null || !sets && words.values == null || entry == null || ts.busy) {
      return;
    }
    Object unit = ts.use.walked.get();
    if (Entries.isIn(unit, entry)) {
      if (sets) {
        words.change(unit, Entries.key(entry), ts, site);
      } else {
        words.look(unit, Entries.key(entry), ts, site);
      }
    }
  }
}
