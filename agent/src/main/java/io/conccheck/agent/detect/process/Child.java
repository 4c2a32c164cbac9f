package io.conccheck.agent.detect.process;

import io.conccheck.agent.boot.ProcessEvents;
import io.conccheck.agent.boot.ThreadInfo;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.spi.Frames;
import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Frame;
import io.conccheck.findings.Location;
import io.conccheck.findings.Origin;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Subject;
import io.conccheck.findings.Trace;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A child of this JVM and what became of it. Made and told of by the program's threads, looked at
 * by the ticker and the exiting thread: the fields that change are guarded by this.
 */
final class Child {

  private static final long NANOS_A_TICK = 10_000_000;

  final Proc proc;
  final WeakReference<Process> process;
  final Throwable stack;
  final ThreadInfo thread;
  final long startedNanos = System.nanoTime();

  /** The pipes between it and this JVM, by the names of {@link PipeEnds}. */
  final Set<String> pipes;

  /** From when on it may have run, in hundredths of a second since the boot. */
  final long begunTicks;

  /** Everything found below this child so far, by pid. */
  final Map<Long, Proc> descendants = new LinkedHashMap<>();

  /** What the ticker saw of its pipes; used by the ticker alone. */
  final Undrained.Pipe out = new Undrained.Pipe();

  final Undrained.Pipe err = new Undrained.Pipe();
  boolean undrainedTold;

  boolean ended;

  /** When its end was noticed, in hundredths of a second since the boot; 0 while it runs. */
  private long endedTicks;

  boolean collected;

  /** True for all but the last process of a pipeline: whoever waits for that has waited for all. */
  boolean upstream;

  boolean lookedDead;
  boolean told;

  /** Where the program ended the child, or null. */
  Throwable destroyed;

  /** The same, as it was when the JVM's own end began: hooks may destroy without waiting. */
  Throwable destroyedBeforeExit;

  /** Where the last wait with a limit said no and nothing was done since, or null. */
  Throwable vain;

  private List<Frame> frames;

  Child(Proc proc, Process process, Set<String> pipes, Throwable stack, ThreadState thread) {
    this.proc = proc;
    this.process = new WeakReference<>(process);
    this.pipes = pipes;
    this.stack = stack;
    this.thread = thread.info;
    long now = Descendants.nowTicks(); // first: what comes between makes it earlier, not later
    Object begun = thread.get(ProcessEvents.STARTING);
    long nanos = begun instanceof Long since ? System.nanoTime() - since : 0;
    this.begunTicks = now - nanos / NANOS_A_TICK;
  }

  /** Where it was started, the application's own frame first. */
  synchronized List<Frame> frames() {
    if (frames == null) {
      frames = Frames.of(stack);
    }
    return frames;
  }

  /** A finding about this child whose place and subject are where it was started. */
  Finding.Builder finding(String ruleId, Severity severity) {
    Frame start = frames().get(0);
    return Finding.of(ruleId, severity, Confidence.OBSERVED, Origin.RUNTIME)
        .location(Location.of(start, start.className() + "." + start.method()))
        .subject(Subject.creationSite(start.symbol()))
        .trace(creation());
  }

  /** Command, pid and where it was started, for messages. */
  String label() {
    Frame start = frames().get(0);
    return "child process `"
        + proc.command()
        + "` (pid "
        + proc.pid()
        + ") of `"
        + start.className()
        + "."
        + start.method()
        + "`";
  }

  Trace creation() {
    return new Trace(
        Trace.CREATOR, thread.label(), List.of(), List.of(), frames(), "the child was started");
  }

  /**
   * Adds what runs below this child now; tells what is new. Once the child has ended its pid may be
   * another's, and only what is below its known descendants counts.
   */
  synchronized List<Proc> lookBelow() {
    List<ProcessHandle> below = new ArrayList<>();
    if (proc.alive()) {
      below.addAll(Descendants.of(proc.handle));
    } else {
      for (Proc p : liveDescendants()) {
        below.addAll(Descendants.of(p.handle));
      }
    }
    List<Proc> fresh = new ArrayList<>();
    for (ProcessHandle h : below) {
      Proc known = descendants.get(h.pid());
      if (known == null || !known.handle.equals(h)) {
        Proc p = new Proc(h, null);
        descendants.put(h.pid(), p);
        fresh.add(p);
      } else if (known.refresh()) {
        fresh.add(known);
      }
    }
    return fresh;
  }

  synchronized void end() {
    ended = true;
    endedTicks = Descendants.nowTicks();
  }

  /** Hundredths of a second since the boot after which it did nothing. */
  synchronized long endedTicks() {
    return ended ? endedTicks : Long.MAX_VALUE - 1;
  }

  /** True if that is this child or a known descendant. */
  synchronized boolean has(ProcessHandle h) {
    Proc known = descendants.get(h.pid());
    return proc.handle.equals(h) || known != null && known.handle.equals(h);
  }

  /** Adds a descendant that others have found. */
  synchronized void adopt(Proc p) {
    descendants.put(p.pid(), p);
  }

  /** Takes out those of its descendants that are gone; zombies stay. */
  synchronized List<Proc> takeDead() {
    List<Proc> dead = new ArrayList<>();
    for (Proc p : descendants.values()) {
      if (p.gone()) {
        dead.add(p);
      }
    }
    for (Proc p : dead) {
      descendants.remove(p.pid());
    }
    return dead;
  }

  /** Those of its descendants that have ended and that nobody has collected. */
  synchronized List<Proc> zombies() {
    List<Proc> zombies = new ArrayList<>();
    for (Proc p : descendants.values()) {
      if (p.zombie()) {
        zombies.add(p);
      }
    }
    return zombies;
  }

  /** Those of its descendants that run now. */
  synchronized List<Proc> liveDescendants() {
    List<Proc> live = new ArrayList<>();
    for (Proc p : descendants.values()) {
      if (p.alive()) {
        live.add(p);
      }
    }
    return live;
  }

  /** True if nothing that it has started runs any more. */
  synchronized boolean nothingBelow() {
    return liveDescendants().isEmpty();
  }

  /** Seconds since it was started, for messages. */
  String age() {
    long tenths = (System.nanoTime() - startedNanos) / 100_000_000;
    return tenths / 10 + "." + tenths % 10 + " s";
  }
}
