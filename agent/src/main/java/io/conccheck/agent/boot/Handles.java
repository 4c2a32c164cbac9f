package io.conccheck.agent.boot;

import io.conccheck.agent.boot.jit.DontInline;
import java.lang.invoke.VarHandle;
import java.util.Optional;

/** Called by woven code around accesses by a {@code VarHandle}. Never throws. */
public final class Handles {

  private Handles() {}

  /**
   * The sync variable of what the handle accesses, or null.
   *
   * @param target first coordinate
   * @param index second coordinate
   * @param coordinates how many there are: 0 for a static field, 1 for a field, more for elements
   */
  @DontInline
  public static SyncVar var(Object handle, Object target, int index, int coordinates) {
    ThreadState ts = Sync.enabled && handle != null ? Threads.current() : null;
    if (ts == null || ts.busy) {
      return null;
    }
    try {
      if (coordinates > 1) {
        return isArray(target)
            ? Elements.ofArray(index, target, ts)
            : target == null ? null : Segments.var(target, index);
      }
      Reached field = field((VarHandle) handle, coordinates, ts);
      if (coordinates == 0) {
        return field != null && field.isVolatile() ? field.sync(null) : Sync.of(handle);
      }
      return target == null ? null : field == null ? Segments.varOf(target) : field.sync(target);
    } catch (Throwable t) {
      Failures.count(t);
      return null;
    }
  }

  /** True if the elements have sync variables of their own; those of segments stand apart. */
  private static boolean isArray(Object target) {
    return target != null && target.getClass().isArray();
  }

  /** The field that a handle of no or one coordinate stands for; null if it cannot be told. */
  private static Reached field(VarHandle handle, int coordinates, ThreadState ts) {
    Reached known = FieldVars.reached(handle, ts);
    if (known == null && coordinates == 1) {
      name(handle);
      known = FieldVars.reached(handle, ts);
    }
    return known;
  }

  /** For handles that were made out of sight. */
  private static void name(VarHandle handle) {
    Class<?> type = handle.coordinateTypes().get(0);
    String field;
    try {
      Optional<VarHandle.VarHandleDesc> desc = handle.describeConstable();
      field = desc.isPresent() ? desc.get().constantName() : "?";
    } catch (InternalError e) {
      field = "?"; // the JDK does not find the name of an inherited field
    }
    FieldVars.handle(handle, type, field);
  }

  /** The access reads what is no volatile field. Parameters as of {@link #var}. */
  public static void read(
      Object handle, Object target, int index, int coordinates, ThreadState ts, int site) {
    access(handle, target, index, coordinates, false, ts, site);
  }

  /** The access writes what is no volatile field. */
  @DontInline
  public static void write(
      Object handle, Object target, int index, int coordinates, ThreadState ts, int site) {
    access(handle, target, index, coordinates, true, ts, site);
  }

  /**
   * A reference is about to be written by a mode that releases nothing. Behind the word of the
   * write, which tells who it was only where no other thread writes.
   */
  @DontInline
  public static void handedOut(
      Object value, Object handle, Object target, int index, int coordinates) {
    ThreadState ts = Sync.enabled && handle != null ? Threads.current() : null;
    if (value == null || ts == null || ts.busy || Leaves.contain(value)) {
      return;
    }
    try {
      if (coordinates > 1) {
        if (isArray(target)) {
          HandedOut.stored(Elements.ofArray(index, target, ts), ts);
        } else {
          HandedOut.stored(target, index, ts);
        }
        return;
      }
      Reached field = field((VarHandle) handle, coordinates, ts);
      if (field == null || coordinates > 0 && target == null) {
        return;
      }
      if (field.isVolatile()) {
        HandedOut.stored(field.own(target), value, ts);
      } else {
        HandedOut.stored(field.key(target), field.part(), ts);
      }
    } catch (Throwable t) {
      Failures.count(t);
    }
  }

  /** A reference was read without order; what was released there may be it. */
  public static void got(Object value, Object handle, Object target, int index, int coordinates) {
    if (value != null) {
      got(value, handle, target, index, coordinates, false);
    }
  }

  @DontInline
  private static void got(
      Object value, Object handle, Object target, int index, int coordinates, boolean ordered) {
    ThreadState ts = Sync.enabled && handle != null ? Threads.current() : null;
    if (ts == null || ts.busy) {
      return;
    }
    try {
      if (coordinates > 1) {
        gotElement(value, target, index, ordered, ts);
        return;
      }
      Borrowed.arrived(ts, target, value);
      if (Leaves.contain(value)) {
        return;
      }
      Reached field = field((VarHandle) handle, coordinates, ts);
      if (field != null && field.isVolatile()) {
        VolatileVar v = field.ownKnown(target);
        if (v != null) {
          HandedOut.read(v, v, value, ordered);
        }
      } else if (field != null) {
        SyncVar v = coordinates == 0 ? Sync.known(handle) : field.known(target); // see var
        HandedOut.readUnordered(field.key(target), field.part(), value, v);
      }
    } catch (Throwable t) {
      Failures.count(t);
    }
  }

  private static void gotElement(
      Object value, Object target, int index, boolean ordered, ThreadState ts) {
    if (!isArray(target)) {
      HandedOut.readUnordered(target, index, value, Elements.known(index, target));
    } else if (!Leaves.contain(value)) {
      VolatileVar v = Elements.knownArray(index, target, ts);
      if (v != null) {
        HandedOut.read(v, target, value, ordered);
      }
    }
  }

  /** A reference was read with order; what was handed out without may be there. */
  public static void gotBehind(
      Object value, Object handle, Object target, int index, int coordinates) {
    if (value != null && HandedOut.any()) {
      got(value, handle, target, index, coordinates, true); // all that was released is known
    }
  }

  private static void access(
      Object handle,
      Object target,
      int index,
      int coordinates,
      boolean writes,
      ThreadState ts,
      int site) {
    if (!Sync.enabled || handle == null || ts.busy || Sampling.ON && Sampling.OFF[site] != 0) {
      return;
    }
    try {
      if (coordinates > 1) {
        element((VarHandle) handle, target, index, writes, ts, site);
        return;
      }
      Reached field = field((VarHandle) handle, coordinates, ts);
      if (field != null && !field.isVolatile()) {
        field.access(target, writes, ts, site);
      }
    } catch (Throwable t) {
      Failures.count(t);
    }
  }

  private static void element(
      VarHandle handle, Object target, int index, boolean writes, ThreadState ts, int site) {
    if (!isArray(target)) {
      return; // a buffer, whose elements go unwatched
    }
    Class<?> type = handle.varType();
    int size = target instanceof byte[] && type != byte.class ? size(type) : 1;
    if (writes) {
      Arrays.writeRange(target, index, index + size, ts, site);
    } else {
      Arrays.readRange(target, index, index + size, ts, site);
    }
  }

  private static int size(Class<?> type) {
    return type == long.class || type == double.class
        ? 8
        : type == short.class || type == char.class ? 2 : 4;
  }

  /** After a compare-and-set: if it failed, the release before it was none. */
  @DontInline
  public static void settle(boolean done, SyncVar.Tentative release) {
    if (!done && release != null) {
      release.undo();
    }
  }
}
