package io.conccheck.agent.detect.process;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Processes that a child started and left at once: a shell that puts a command into the background
 * and ends is gone before anybody can look below it. What it left has another parent by then, but
 * keeps the process group, which is the JVM's own: a JDK starts children without a new one. Such a
 * process belongs to the child that ran when it was started.
 */
final class Strays {

  /** So many children that have ended are remembered. */
  private static final int REMEMBERED = 512;

  /** A start is on record this many hundredths of a second after it at most. */
  private static final int LATE_TICKS = 20;

  private final Deque<Child> ended = new ArrayDeque<>(); // guarded by this

  /** That child has ended and is about to be forgotten. */
  synchronized void forget(Child child) {
    if (ended.size() == REMEMBERED) {
      ended.removeFirst();
    }
    ended.addLast(child);
  }

  /** The child of that pid that has ended last, or null if none is remembered. */
  synchronized Child last(long pid) {
    for (Iterator<Child> i = ended.descendingIterator(); i.hasNext(); ) {
      Child c = i.next();
      if (c.proc.pid() == pid) {
        return c;
      }
    }
    return null;
  }

  /** Adds strays to the descendants of their children; tells the children that got some. */
  synchronized List<Child> collect(Collection<Child> known) {
    List<Child> all = new ArrayList<>(ended);
    all.addAll(known);
    List<Child> found = new ArrayList<>();
    ProcessHandle self = ProcessHandle.current();
    long group = Descendants.group(self.pid());
    if (group < 0 || all.isEmpty()) {
      return found;
    }
    for (ProcessHandle h : ProcessHandle.allProcesses().toList()) {
      if (Descendants.group(h.pid()) == group && lost(h, self, group) && !isKnown(h, all)) {
        Proc proc = new Proc(h, null);
        Child parent = parent(Descendants.startedTicks(h.pid()), all);
        if (parent != null && !Descendants.isZombie(h.pid())) {
          parent.adopt(proc);
          found.add(parent);
        }
      }
    }
    return found;
  }

  /** True if whoever started it is gone: its parent is of another group, or this very JVM. */
  private static boolean lost(ProcessHandle h, ProcessHandle self, long group) {
    Optional<ProcessHandle> parent = h.parent();
    return !h.equals(self)
        && parent.isPresent()
        && (parent.get().equals(self) || Descendants.group(parent.get().pid()) != group);
  }

  private static boolean isKnown(ProcessHandle h, List<Child> all) {
    for (Child c : all) {
      if (c.has(h)) {
        return true;
      }
    }
    return false;
  }

  /** The youngest child that ran at that time. */
  private static Child parent(long startedTicks, List<Child> all) {
    Child best = null;
    for (Child c : all) {
      boolean ran = startedTicks >= c.seenTicks - LATE_TICKS && startedTicks <= c.endedTicks() + 1;
      if (ran && (best == null || c.seenTicks >= best.seenTicks)) {
        best = c;
      }
    }
    return best;
  }
}
