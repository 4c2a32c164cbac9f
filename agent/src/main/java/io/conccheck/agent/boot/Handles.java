package io.conccheck.agent.boot;

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
  public static SyncVar var(Object handle, Object target, int index, int coordinates) {
    if (!Sync.enabled || handle == null || Threads.current().busy) {
      return null;
    }
    try {
      if (coordinates == 0) {
        return Sync.of(handle);
      }
      if (coordinates > 1) {
        return target == null ? null : Elements.of(index, target);
      }
      if (!FieldVars.knows(handle)) {
        name((VarHandle) handle);
      }
      return FieldVars.of(handle, target);
    } catch (Throwable t) {
      Failures.count(t);
      return null;
    }
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

  /** After a compare-and-set: if it failed, the release before it was none. */
  public static void settle(boolean done, SyncVar.Tentative release) {
    if (!done && release != null) {
      release.undo();
    }
  }
}
