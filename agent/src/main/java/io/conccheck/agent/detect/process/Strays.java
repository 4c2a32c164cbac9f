package io.conccheck.agent.detect.process;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Processes that a child started and left at once: a shell that puts a command into the background
 * and ends is gone before anybody can look below it. What it left has another parent by then. If it
 * holds one of the pipes that were made for the child, it is the child's for certain; if it does
 * not, it is presumed to be when nobody else in sight can have started it.
 */
final class Strays {

  /** So many children that have ended are remembered. */
  private static final int REMEMBERED = 512;

  /** The operating system's clocks and the JVM's are rounded each in its own way. */
  private static final long LEEWAY_TICKS = 2;

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
    if (all.isEmpty()) {
      return found;
    }
    long first = Long.MAX_VALUE;
    for (Child c : all) {
      first = Math.min(first, c.begunTicks - LEEWAY_TICKS);
    }
    Family family = new Family(all);
    for (ProcessHandle h : ProcessHandle.allProcesses().toList()) {
      long started = Descendants.startedTicks(h.pid());
      if (started >= first && !family.isKnown(h) && !Descendants.isZombie(h.pid())) {
        Child parent = certain(PipeEnds.of(h.pid()), all);
        boolean presumed = parent == null;
        if (presumed && family.mayHaveLost(h, started)) {
          parent = atWork(started, h.pid(), all);
        }
        if (parent != null) {
          parent.adopt(new Proc(h, presumed && !family.isOwn(h)));
          found.add(parent);
        }
      }
    }
    return found;
  }

  /** The youngest child, ended or among these, that ran when that process was started; or null. */
  synchronized Child atWork(long pid, Collection<Child> known) {
    List<Child> all = new ArrayList<>(ended);
    all.addAll(known);
    return atWork(Descendants.startedTicks(pid), pid, all);
  }

  /** The child for which one of these pipes was made. */
  private static Child certain(Set<String> pipes, List<Child> all) {
    for (Child c : all) {
      for (String pipe : pipes) {
        if (c.pipes.contains(pipe)) {
          return c;
        }
      }
    }
    return null;
  }

  /**
   * The youngest child that ran at that time. Numbers are given in their order, but for one turn
   * now and then, so among those that may have started it the ones with a lower number are first.
   */
  private static Child atWork(long startedTicks, long pid, List<Child> all) {
    Child best = null;
    for (Child c : all) {
      boolean ran =
          startedTicks >= c.begunTicks - LEEWAY_TICKS
              && startedTicks <= c.endedTicks() + LEEWAY_TICKS;
      if (ran && (best == null || isLikelier(c, best, pid))) {
        best = c;
      }
    }
    return best;
  }

  private static boolean isLikelier(Child a, Child b, long pid) {
    boolean before = a.proc.pid() < pid;
    return before == b.proc.pid() < pid ? a.begunTicks >= b.begunTicks : before;
  }
}
