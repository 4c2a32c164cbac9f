package io.conccheck.agent.detect.process;

import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.spi.Reports;
import io.conccheck.agent.spi.Ticker;
import io.conccheck.findings.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All children that still matter: those that run, those that ended and were not collected, and
 * those that left descendants behind. The map may be used from any thread; a child's own state is
 * guarded by the child.
 */
final class Children {

  private static final long PAUSE_MILLIS = 100;

  /** Children younger than this are looked at on every tick: a shell soon hands over and ends. */
  private static final long YOUNG_NANOS = 1_000_000_000L;

  private static final int OLD_EVERY = 10;
  private static final int HALF_SECOND = 5;

  private final Reports reports;
  private final Ticker ticker;
  private final Allowed allowed;
  private final Map<Long, Child> byPid = new ConcurrentHashMap<>();
  private final List<Child> left = new ArrayList<>(); // guarded by itself: pid used again since
  private final Strays strays = new Strays();
  private final Adopted adopted = new Adopted();
  final Undrained undrained;
  private boolean ticking; // guarded by this
  private volatile boolean exiting;
  private int tick; // ticker thread only

  Children(Reports reports, Ticker ticker, Allowed allowed) {
    this.reports = reports;
    this.ticker = ticker;
    this.allowed = allowed;
    this.undrained = new Undrained(reports);
  }

  Child find(long pid) {
    return byPid.get(pid);
  }

  /** The child that had that pid, has ended and was collected; null if there is none. */
  Child collected(long pid) {
    Child child = find(pid);
    if (child == null) {
      return strays.last(pid);
    }
    synchronized (child) {
      return child.ended && child.collected ? child : null;
    }
  }

  void add(
      Process process, String command, Set<String> pipes, Throwable stack, ThreadState thread) {
    if (allowed.test(command)) {
      return;
    }
    Child child = new Child(new Proc(process.toHandle(), command), process, pipes, stack, thread);
    Child before = byPid.put(child.proc.pid(), child);
    if (before != null) {
      look(before); // its end goes to the log before the start of another process of that pid
      synchronized (left) {
        left.add(before);
      }
    }
    reports.event("child-started", started(child, child.proc));
    startTicking();
  }

  private static Map<String, Object> started(Child child, Proc proc) {
    Map<String, Object> data = proc.data();
    if (proc != child.proc) {
      data.put("parent", child.proc.pid());
    }
    data.put("thread", child.thread.label());
    List<Object> frames = new ArrayList<>();
    for (Frame f : child.frames()) {
      Map<String, Object> frame = new LinkedHashMap<>();
      frame.put("class", f.className());
      frame.put("method", f.method());
      if (f.file() != null) {
        frame.put("file", f.file());
      }
      if (f.line() > 0) {
        frame.put("line", f.line());
      }
      frames.add(frame);
    }
    data.put("frames", frames);
    return data;
  }

  private synchronized void startTicking() {
    if (!ticking) {
      ticking = true;
      ticker.every(
          PAUSE_MILLIS,
          "the look at child processes",
          new Runnable() {
            @Override
            public void run() {
              tick();
            }
          });
    }
  }

  private void tick() {
    if (exiting) {
      return;
    }
    tick++;
    long now = System.nanoTime();
    for (Child child : byPid.values()) {
      if (tick % OLD_EVERY == 0 || now - child.startedNanos < YOUNG_NANOS) {
        lookBelow(child);
        look(child);
      }
    }
    if (tick % HALF_SECOND == 0) {
      for (Child child : all()) {
        reportUnreachable(child);
        undrained.look(child);
        Zombies.look(child, reports);
      }
      adopted.look(strays, all(), reports);
    }
  }

  /** Logs what has been started below that child. */
  void lookBelow(Child child) {
    for (Proc p : child.lookBelow()) {
      if (!allowed.test(p.command())) {
        reports.event("child-started", started(child, p));
      }
    }
  }

  /** Logs the child's end, once; forgets it if nothing is left to say about it. */
  void look(Child child) {
    boolean done;
    synchronized (child) {
      if (!child.ended && !child.proc.alive()) {
        child.end();
        ended(child.proc);
      }
      child.takeDead().forEach(this::ended);
      done = child.ended && (child.collected || child.told) && child.nothingBelow();
    }
    if (done && byPid.remove(child.proc.pid(), child)) {
      strays.forget(child);
    }
  }

  private void ended(Proc proc) {
    Map<String, Object> data = new HashMap<>();
    data.put("pid", proc.pid());
    reports.event("child-ended", data);
  }

  /** A child whose {@code Process} is garbage will never be collected by the program. */
  private void reportUnreachable(Child child) {
    synchronized (child) {
      if (!child.ended || child.told || !child.process.refersTo(null)) {
        return;
      }
      if (!exiting) {
        child.destroyedBeforeExit = child.destroyed;
      }
    }
    Verdict.ended(child, reports);
  }

  private List<Child> all() {
    List<Child> all = new ArrayList<>(byPid.values());
    synchronized (left) {
      all.addAll(left);
    }
    return all;
  }

  void exitBegins() {
    for (Child child : all()) {
      lookBelow(child);
      synchronized (child) {
        child.destroyedBeforeExit = child.destroyed;
      }
    }
    exiting = true;
  }

  /** Reports every child that was left behind, alive or not. */
  void atEnd() {
    boolean begun = exiting;
    exiting = true;
    List<Child> all = all();
    for (Child child : all) {
      if (!begun) {
        child.destroyedBeforeExit = child.destroyed;
      }
      lookBelow(child);
    }
    for (Child child : strays.collect(all)) {
      if (!all.contains(child)) {
        all.add(child);
      }
    }
    Grace.await(all);
    for (Child child : all) {
      look(child);
      Verdict.atEnd(child, allowed, reports);
    }
  }
}
