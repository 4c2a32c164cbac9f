package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Window;
import io.conccheck.agent.boot.Windows;
import io.conccheck.agent.boot.Writes;
import io.conccheck.agent.boot.hook.Entered;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;

/** Writes of references with a stamp or mark between two operations of another thread. */
@Model(
    type = {
      "java.util.concurrent.atomic.AtomicStampedReference",
      "java.util.concurrent.atomic.AtomicMarkableReference"
    },
    detectors = "atomicity")
public final class AtomicPairWrites {

  private static final String SWAP = "compareAndSet|weakCompareAndSet|attemptStamp|attemptMark";

  private AtomicPairWrites() {}

  @OnEnter(method = {"set", SWAP})
  public static Window[] writing(@This Object self) {
    return Windows.over(self);
  }

  @OnExit(method = "set")
  public static void written(@This Object self, @Entered Window[] open) {
    Writes.set(open, self, null, 0);
  }

  @OnExit(method = SWAP)
  public static void swapped(@This Object self, @Entered Window[] open, @Returned boolean done) {
    if (done) {
      Writes.set(open, self, null, 0);
    } else {
      Writes.failed(self, 0);
    }
  }
}
