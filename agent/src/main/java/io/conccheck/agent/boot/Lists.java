package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;
import java.util.ArrayList;

/**
 * Calls on lists that go through many of their values: all that are set, or all up to the one that
 * was sought. Told by woven code; the thread's state may be null. Never throws.
 */
public final class Lists {

  private Lists() {}

  private static boolean passedOver(ThreadState ts, int site) {
    return ts.busy || Sampling.ON && Sampling.skips(ts, site);
  }

  /** Before {@code sort}. */
  public static void sort(Object list, ThreadState known, int site) {
    Units.rearrange(list, Sampling.state(known), site);
  }

  /** Before {@code replaceAll}, which array lists count as a change of structure. */
  @DontInline
  public static void setEach(Object list, ThreadState known, int site) {
    ThreadState ts = Sampling.state(known);
    if (list instanceof ArrayList) {
      Units.rearrange(list, ts, site);
    } else if (Units.array(list, ts) != null) {
      BulkChecks.writeAll(Units.array(list, ts), ts, site);
    } else if (!passedOver(ts, site)) {
      Object unit = Units.unit(list, true, ts, site);
      if (unit == list && unit != null) { // of a part of a list nobody knows which values
        Units.look(unit, ts, site).changeAll(unit, ts, site);
      }
    }
  }

  /** After {@code contains}: one that has not found it has looked at all values. */
  public static void contained(boolean found, Object list, ThreadState known, int site) {
    if (!found) {
      foundAt(-1, list, known, site);
    }
  }

  /** After {@code indexOf}. */
  @DontInline
  public static void foundAt(int index, Object list, ThreadState known, int site) {
    ThreadState ts = Sampling.state(known);
    Object array = Units.array(list, ts);
    if (array != null) {
      int end = index < 0 ? BulkChecks.length(array) : index + 1;
      BulkChecks.read(array, 0, end, ts, site);
    } else if (index < 0 && !passedOver(ts, site)) {
      Object unit = Units.unit(list, false, ts, site);
      if (unit != null) {
        UnitWalks.all(list, unit, UnitShadows.of(unit), ts, site);
      }
    }
  }

  /** After {@code lastIndexOf}. */
  @DontInline
  public static void lastFoundAt(int index, Object list, ThreadState known, int site) {
    ThreadState ts = Sampling.state(known);
    Object array = Units.array(list, ts);
    if (array != null && index >= 0) {
      BulkChecks.read(array, index, BulkChecks.length(array), ts, site);
    } else {
      foundAt(index < 0 ? -1 : 0, list, known, site);
    }
  }
}
