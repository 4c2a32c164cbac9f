package io.conccheck.agent.detect.thread;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads as the JVM's end finds them: those that live where the shutdown sequence begins, unless
 * they end by themselves in a moment or the program's shutdown hooks end them. Used by the exiting
 * thread.
 */
final class Leavings {

  /** A thread that is about to end gets so long to do it; one that waits for good gets a look. */
  private static final int GRACE_LOOKS = 15;

  private static final int WAITER_LOOKS = 2;
  private static final long LOOK_NANOS = 10_000_000;

  private List<Left> atBegin; // null until taken

  /** The shutdown sequence begins. */
  void begin() {
    atBegin = new ArrayList<>(Left.platform());
    atBegin.addAll(Left.virtual());
  }

  /** Those still there now that everything else has ended, by the place where they were started. */
  Map<String, List<Left>> end() {
    if (atBegin == null) {
      begin();
    }
    List<Left> left = atBegin;
    for (int i = 0; i < GRACE_LOOKS && !left.isEmpty(); i++) {
      left = still(left);
      if (i >= WAITER_LOOKS && allWait(left)) {
        break;
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    Map<String, List<Left>> byPlace = new LinkedHashMap<>();
    for (Left l : still(left)) {
      String key = l.info().virtual + l.origin().place();
      byPlace.computeIfAbsent(key, k -> new ArrayList<>()).add(l);
    }
    return byPlace;
  }

  private static List<Left> still(List<Left> before) {
    List<Left> now = new ArrayList<>();
    for (Left l : before) {
      Left again = l.again();
      if (again != null) {
        now.add(again);
      }
    }
    return now;
  }

  private static boolean allWait(List<Left> left) {
    for (Left l : left) {
      if (l.doing() != Doing.WAIT && l.doing() != Doing.IO) {
        return false;
      }
    }
    return true;
  }
}
