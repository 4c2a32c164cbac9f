package io.conccheck.agent.detect.race;

import io.conccheck.findings.LockRef;
import java.util.List;

/** Says of two accesses that nothing orders why the locks that were held do not. */
final class Unordered {

  private Unordered() {}

  /**
   * What ends the message.
   *
   * @param here what the current thread holds
   * @param there what the earlier one held, null if that is not known
   * @param current how the current thread is called
   */
  static String why(List<LockRef> here, List<LockRef> there, String current) {
    if (there == null) {
      return here.isEmpty() ? ": `" + current + "` holds no lock" : "";
    }
    if (here.isEmpty() && there.isEmpty()) {
      return ": neither holds a lock";
    }
    if (here.isEmpty() || there.isEmpty()) {
      return ": only one of them holds a lock";
    }
    for (LockRef a : here) {
      for (LockRef b : there) {
        if (a.owner().equals(b.owner())) {
          return ": both hold `" + a.symbol() + "`, which lets both in";
        }
      }
    }
    return ": they hold no lock in common";
  }
}
