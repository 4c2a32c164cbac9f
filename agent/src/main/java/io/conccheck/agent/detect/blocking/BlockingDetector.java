package io.conccheck.agent.detect.blocking;

import com.google.auto.service.AutoService;
import io.conccheck.agent.boot.BlockingEvents;
import io.conccheck.agent.boot.ThreadInfo;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.spi.AgentContext;
import io.conccheck.agent.spi.Detector;
import io.conccheck.agent.spi.Option;
import io.conccheck.agent.spi.Reports;
import java.util.List;

/**
 * Threads that wait where they must not: event loops and the common pool, and virtual threads that
 * keep their carrier meanwhile.
 */
@AutoService(Detector.class)
public final class BlockingDetector extends BlockingEvents implements Detector {

  private static final Option NONBLOCKING =
      new Option("nonblocking", "", "names of threads that must not block; * stands for anything");

  private static final long LOOK_MILLIS = 20;

  /** What JDK Flight Recorder takes for worth telling, too. */
  private static final long PINNED_NANOS = 20_000_000;

  private static final int PACE = ThreadState.slot();

  private NonBlocking nonBlocking; // set before the first event, as is the rest
  private Reports reports;
  private Pinning pinning;

  @Override
  public String name() {
    return "blocking";
  }

  @Override
  public List<Option> options() {
    return List.of(NONBLOCKING);
  }

  @Override
  public void start(AgentContext context) {
    reports = context.reports();
    nonBlocking = new NonBlocking(context.options().list(NONBLOCKING));
    pinning = Pinning.of(Runtime.version().feature());
    context.ticker().every(LOOK_MILLIS, "the look at event loops", new Sleepers(this));
    sink = this;
  }

  @Override
  public int judge(Thread thread) {
    return nonBlocking.kind(thread) == Kind.ANY ? MAY : MUST_NOT;
  }

  @Override
  public void blocking() {
    ThreadState ts = Threads.current();
    Pace pace = (Pace) ts.get(PACE);
    if (pace == null) {
      pace = new Pace();
      ts.put(PACE, pace);
    }
    if (pace.mayLook()) {
      look(Thread.currentThread(), new Throwable().getStackTrace());
    }
  }

  /** Tells of that thread's wait if the application has asked for it. */
  void look(Thread thread, StackTraceElement[] stack) {
    Kind kind = nonBlocking.kind(thread);
    if (kind != Kind.ANY && Idle.isBusy(stack, kind)) {
      reports.report(BlockingCall.of(thread.getName(), kind, stack));
    }
  }

  @Override
  public void pinned(long nanos) {
    if (nanos < PINNED_NANOS) {
      return;
    }
    StackTraceElement[] stack = new Throwable().getStackTrace();
    if (PinnedVirtualThread.isApplications(stack)) {
      ThreadInfo info = Threads.current().info;
      reports.report(PinnedVirtualThread.of(info, nanos, pinning.reason(stack), stack));
    }
  }
}
