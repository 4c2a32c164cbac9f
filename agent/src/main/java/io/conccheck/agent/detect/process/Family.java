package io.conccheck.agent.detect.process;

import java.util.List;
import java.util.Optional;

/**
 * This JVM and those below it among the processes of its group. A JDK starts children without a
 * group of their own, so whoever lost its parent and is of this group was started by one of the
 * group's processes.
 */
final class Family {

  private final List<Child> children;
  private final ProcessHandle self = ProcessHandle.current();
  private final long group = Descendants.group(self.pid());

  Family(List<Child> children) {
    this.children = children;
  }

  /** True if it is this JVM or known to be below it. */
  boolean isKnown(ProcessHandle h) {
    if (h.equals(self)) {
      return true;
    }
    for (Child c : children) {
      if (c.has(h)) {
        return true;
      }
    }
    return false;
  }

  /** True if this JVM is its parent, though it did not start it: it has adopted it. */
  boolean isOwn(ProcessHandle h) {
    Optional<ProcessHandle> parent = h.parent();
    return parent.isPresent() && parent.get().equals(self);
  }

  /**
   * True if whoever started it is gone and nobody of the group but this JVM's children was there to
   * do so.
   */
  boolean mayHaveLost(ProcessHandle h, long startedTicks) {
    if (group < 0 || Descendants.group(h.pid()) != group) {
      return false;
    }
    Optional<ProcessHandle> parent = h.parent();
    if (parent.isEmpty()) {
      return false;
    }
    return isOwn(h)
        || Descendants.group(parent.get().pid()) != group && !hasStranger(h, startedTicks);
  }

  private boolean hasStranger(ProcessHandle h, long startedTicks) {
    for (ProcessHandle other : ProcessHandle.allProcesses().toList()) {
      if (!other.equals(h)
          && Descendants.group(other.pid()) == group
          && Descendants.startedTicks(other.pid()) <= startedTicks
          && !isKnown(other)) {
        return true;
      }
    }
    return false;
  }
}
