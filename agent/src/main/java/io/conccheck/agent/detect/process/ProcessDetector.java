package io.conccheck.agent.detect.process;

import com.google.auto.service.AutoService;
import io.conccheck.agent.boot.ProcessEvents;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.WeakIdentityMap;
import io.conccheck.agent.spi.AgentContext;
import io.conccheck.agent.spi.Detector;
import io.conccheck.agent.spi.Exit;
import io.conccheck.agent.spi.Option;
import io.conccheck.agent.spi.Reports;
import java.util.List;
import java.util.Set;

/**
 * Children of this JVM that nobody collected, ended or read from. What the program does comes by
 * hooks; what the children do is looked at by the ticker, from the first child on.
 */
@AutoService(Detector.class)
public final class ProcessDetector extends ProcessEvents implements Detector {

  private static final Option ALLOW =
      new Option(
          "allow-process",
          "",
          "globs over command lines of children that may outlive the program or go uncollected");

  /** Pipes of children whose start is not over yet or that are still reachable. */
  private final WeakIdentityMap pipes = new WeakIdentityMap();

  private Children children; // set before the first event
  private Reports reports; // the same

  @Override
  public String name() {
    return "process";
  }

  @Override
  public List<Option> options() {
    return List.of(ALLOW);
  }

  @Override
  public void start(AgentContext context) {
    context.open("java.io");
    reports = context.reports();
    children = new Children(reports, context.ticker(), new Allowed(context.options().list(ALLOW)));
    sink = this;
  }

  @Override
  public void exiting(Exit phase) {
    if (phase.last()) {
      children.atEnd();
    } else {
      children.exitBegins();
    }
  }

  @Override
  public void started(Process process, List<String> command) {
    children.add(
        process,
        SecretMask.line(command),
        names(pipes.get(process)),
        new Throwable(),
        Threads.current());
    for (long pid : StalePid.killed(command)) {
      tellStale(pid, "is sent a signal by `kill`");
    }
  }

  @SuppressWarnings("unchecked") // as put in below
  private static Set<String> names(Object pipes) {
    return pipes == null ? Set.of() : (Set<String>) pipes;
  }

  @Override
  public void piped(Process process, int[] descriptors) {
    pipes.putIfAbsent(process, PipeEnds.own(descriptors));
  }

  @Override
  public void lookedUp(long pid) {
    tellStale(pid, "is looked up");
  }

  private void tellStale(long pid, String what) {
    Child child = children.collected(pid);
    if (child != null) {
      reports.report(StalePid.of(child, what, new Throwable(), Threads.current().info));
    }
  }

  @Override
  public void pipeline(List<Process> pipeline) {
    for (Process process : pipeline.subList(0, Math.max(0, pipeline.size() - 1))) {
      Child child = children.find(process.pid());
      if (child != null) {
        synchronized (child) {
          child.upstream = true;
        }
        children.look(child);
      }
    }
  }

  @Override
  public void collected(long pid) {
    Child child = children.find(pid);
    if (child != null) {
      synchronized (child) {
        child.collected = true;
        child.vain = null;
      }
      children.look(child);
    }
  }

  @Override
  public void waitedInVain(long pid) {
    Child child = children.find(pid);
    if (child != null) {
      Throwable here = new Throwable();
      synchronized (child) {
        child.vain = here;
      }
    }
  }

  @Override
  public void looked(long pid, boolean alive) {
    Child child = children.find(pid);
    if (child != null) {
      synchronized (child) {
        child.vain = null;
        child.lookedDead |= !alive;
      }
    }
  }

  @Override
  public void destroying(long pid) {
    Child child = children.find(pid);
    if (child != null) {
      children.lookBelow(child);
      Throwable here = new Throwable();
      synchronized (child) {
        child.vain = null;
        child.destroyed = here;
      }
    }
  }

  @Override
  public void read(Object file) {
    children.undrained.read(file);
  }
}
