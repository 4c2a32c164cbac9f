package io.conccheck.agent.detect.atomicity;

import com.google.auto.service.AutoService;
import io.conccheck.agent.boot.AtomicityEvents;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Window;
import io.conccheck.agent.spi.AgentContext;
import io.conccheck.agent.spi.Detector;
import io.conccheck.agent.spi.Reports;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reports operations that should have been one. One finding for each pair of operations; the first
 * time in full, afterwards only counted.
 */
@AutoService(Detector.class)
public final class AtomicityDetector extends AtomicityEvents implements Detector {

  private final ConcurrentHashMap<Integer, AtomicLong> seen = new ConcurrentHashMap<>(); // by act
  private Reports reports; // set before the first event

  @Override
  public String name() {
    return "atomicity";
  }

  @Override
  public void start(AgentContext context) {
    reports = context.reports();
    AtomicityEvents.sink = this;
  }

  @Override
  public Object evidence(ThreadState writer) {
    return Moment.of(writer);
  }

  @Override
  public Object bystander(ThreadState writer) {
    return Moment.somewhere(writer);
  }

  @Override
  public void violated(Window w, int act, ThreadState ts, Object evidence) {
    AtomicLong count = seen.computeIfAbsent(act, k -> new AtomicLong());
    long n = count.incrementAndGet();
    if (Long.bitCount(n) == 1 && evidence instanceof Moment writer) {
      AtomicityReport report =
          new AtomicityReport(type(w.object), w.look, act, Moment.of(ts), writer, n);
      reports.report(report::toFinding);
    }
  }

  /** The class as the program names it. */
  private static String type(Object o) {
    return o instanceof VarHandle ? VarHandle.class.getName() : o.getClass().getName();
  }
}
