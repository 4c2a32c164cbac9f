package io.conccheck.agent.detect.thread;

import com.google.auto.service.AutoService;
import io.conccheck.agent.spi.AgentContext;
import io.conccheck.agent.spi.Detector;
import io.conccheck.agent.spi.Exit;
import io.conccheck.agent.spi.Reports;
import java.util.List;
import java.util.Map;

/**
 * Threads that nobody joins or ends, platform and virtual. Costs nothing while they run: their
 * starts are on record anyway, and everything else is looked up at the end and once in a while.
 */
@AutoService(Detector.class)
public final class ThreadDetector implements Detector {

  private static final long LOOK_MILLIS = 2_000;
  private static final long CHURN_MILLIS = 500;

  private final Leavings leavings = new Leavings();
  private Growth growth; // set before anything runs
  private Churn churn; // likewise
  private Reports reports;

  @Override
  public String name() {
    return "thread";
  }

  @Override
  public void start(AgentContext context) {
    reports = context.reports();
    growth = new Growth(reports);
    churn = new Churn(reports);
    new Crowd(reports).start();
    context.ticker().every(LOOK_MILLIS, "the look at growing threads", growth);
    context
        .ticker()
        .every(
            CHURN_MILLIS,
            "the look at threads for one task each",
            new Runnable() {
              @Override
              public void run() {
                churn.look();
              }
            });
  }

  @Override
  public void exiting(Exit phase) {
    churn.look();
    if (phase == Exit.BEGIN) {
      leavings.begin();
      return;
    }
    boolean signal = Thread.currentThread().getName().startsWith("SIG");
    for (Map.Entry<String, List<Left>> e : leavings.end().entrySet()) {
      List<Left> threads = e.getValue();
      if (threads.get(0).info().virtual) {
        reports.report(UnfinishedVirtualThreads.of(threads, signal));
      } else if (growth.isLeak(threads.get(0).origin().place(), threads)) {
        reports.report(ThreadLeak.of(threads));
      } else if (!growth.isTold(threads.get(0).origin().place())) {
        reports.report(ThreadNotJoined.of(threads, signal));
      }
    }
  }
}
