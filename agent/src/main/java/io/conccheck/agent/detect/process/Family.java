package io.conccheck.agent.detect.process;

import java.util.ArrayList;
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
  private final Home home = new Home();
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
   * True if whoever started it is gone and nobody else in sight was there to do so: nobody of the
   * group but this JVM's children. What those above this JVM may have started as well, and what has
   * left the group, as {@code setsid} makes it, must have this JVM's folder and environment.
   */
  boolean mayHaveLost(ProcessHandle h, long startedTicks) {
    Optional<ProcessHandle> parent = h.parent();
    if (group < 0 || parent.isEmpty()) {
      return false;
    } else if (isOwn(h)) {
      return true;
    } else if (Descendants.group(parent.get().pid()) == group) {
      return false;
    } else if (Descendants.group(h.pid()) != group) {
      return isAdopter(parent.get().pid()) && home.isOf(h.pid());
    }
    List<ProcessHandle> strangers = strangers(h, startedTicks);
    boolean none = strangers.isEmpty();
    strangers.removeIf(this::isAbove);
    return none || strangers.isEmpty() && home.isOf(h.pid());
  }

  private List<ProcessHandle> strangers(ProcessHandle h, long startedTicks) {
    List<ProcessHandle> found = new ArrayList<>();
    for (ProcessHandle other : ProcessHandle.allProcesses().toList()) {
      if (!other.equals(h)
          && Descendants.group(other.pid()) == group
          && Descendants.startedTicks(other.pid()) <= startedTicks
          && !isLost(other)
          && !isKnown(other)) {
        found.add(other);
      }
    }
    return found;
  }

  /** True if its parent is not of the group: what several children left is no stranger's. */
  private boolean isLost(ProcessHandle other) {
    Optional<ProcessHandle> parent = other.parent();
    return parent.isEmpty() || Descendants.group(parent.get().pid()) != group;
  }

  /** True if that is not one of the shells and tools of this session, which start by themselves. */
  private boolean isAdopter(long pid) {
    return pid == 1 || Descendants.session(pid) != Descendants.session(self.pid());
  }

  /** True if this JVM was started by that process or by one that it started. */
  private boolean isAbove(ProcessHandle other) {
    Optional<ProcessHandle> up = self.parent();
    while (up.isPresent()) {
      if (up.get().equals(other)) {
        return true;
      }
      up = up.get().parent();
    }
    return false;
  }
}
