package io.conccheck.agent.detect.value;

import com.google.auto.service.AutoService;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.ValueEvents;
import io.conccheck.agent.spi.AgentContext;
import io.conccheck.agent.spi.Detector;
import io.conccheck.agent.spi.Reports;

/** Values that tasks leave behind on the threads of pools. */
@AutoService(Detector.class)
public final class ValueDetector extends ValueEvents implements Detector {

  private Reports reports; // set before the first event

  @Override
  public String name() {
    return "value";
  }

  @Override
  public void start(AgentContext context) {
    reports = context.reports();
    sink = this;
  }

  @Override
  public Object working(Object pool) {
    return new Worker();
  }

  @Override
  public void next(Object worker, boolean task) {
    if (task) {
      for (Kept kept : ((Worker) worker).nextTask()) {
        report(kept);
      }
    } else {
      for (Kept kept : ((Worker) worker).atEnd()) {
        report(kept);
      }
    }
  }

  @Override
  public void asked(Object worker, Object variable) {
    ((Worker) worker).asked((ThreadLocal<?>) variable);
  }

  @Override
  public void initial(Object worker, Object variable, Object value) {
    ((Worker) worker).initial((ThreadLocal<?>) variable, value);
  }

  @Override
  public void set(Object worker, Object variable, Object value) {
    Kept kept = ((Worker) worker).set((ThreadLocal<?>) variable, value);
    if (kept != null) {
      report(kept);
    }
  }

  private void report(Kept kept) {
    if (kept.isApplications()) {
      reports.report(ThreadLocalLeft.of(kept, Threads.current().info));
    }
  }
}
