package io.conccheck.agent.detect.task;

import com.google.auto.service.AutoService;
import io.conccheck.agent.boot.ThreadInfo;
import io.conccheck.agent.spi.Frames;
import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Frame;
import io.conccheck.findings.Location;
import io.conccheck.findings.Origin;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Subject;
import io.conccheck.findings.Trace;
import io.conccheck.findings.card.Carded;
import java.util.List;

/** The finding {@code caller-ran-task}; its card lies beside. */
@AutoService(Carded.class)
public final class CallerRanTask implements Carded {

  /**
   * True if the application itself has called {@code run}, not a pool that was given the thread as
   * a task, nor a thread that delegates to another.
   */
  static boolean isMistake(Throwable stack) {
    boolean inRun = false;
    for (StackTraceElement e : stack.getStackTrace()) {
      String name = e.getClassName();
      if (name.equals("java.lang.Thread") && e.getMethodName().equals("run")) {
        inRun = true;
      } else if (inRun) {
        return Frames.isApplication(name) && !e.getMethodName().equals("run");
      }
    }
    return false;
  }

  static Finding of(Thread unstarted, Throwable stack, ThreadInfo caller) {
    List<Frame> frames = Frames.of(stack);
    Frame here = frames.get(0);
    String symbol = here.className() + "." + here.method();
    return Finding.of("caller-ran-task", Severity.ERROR, Confidence.OBSERVED, Origin.RUNTIME)
        .message(
            "thread `"
                + unstarted.getName()
                + "` was never started: `"
                + symbol
                + "` called `run`, and its body ran on `"
                + caller.label()
                + "`")
        .help("Call `start`; without a thread of its own, give the task no thread at all.")
        .location(Location.of(here, symbol))
        .subject(Subject.task(here.symbol()))
        .trace(Trace.of(Trace.CURRENT, caller.label(), frames))
        .build();
  }
}
