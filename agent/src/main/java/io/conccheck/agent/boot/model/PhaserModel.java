package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Elements;
import io.conccheck.agent.boot.Order;
import io.conccheck.agent.boot.Pin;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.Weak;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.BeforeCall;
import io.conccheck.agent.boot.hook.Entered;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;
import java.util.concurrent.Phaser;

/**
 * Phasers, by their root and phase: arrivals are before {@code onAdvance} and before what awaits.
 */
@Model(
    type = "java.util.concurrent.Phaser",
    detectors = {"race", "deadlock"})
public final class PhaserModel {

  /** Bounds the work for a phase that ended long ago; each phase follows those before it. */
  private static final int MOST_PASSED = 64;

  private PhaserModel() {}

  private static void release(Object self) {
    Phaser root = ((Phaser) self).getRoot();
    Weak.release(root);
    ThreadState ts = Threads.current();
    Elements.put(phase(root, ts), root);
    if (!ts.busy) {
      Order.publish(root, ts);
    }
  }

  /** Asked for on a busy thread, which does not look as the program does. */
  private static int phase(Phaser root, ThreadState ts) {
    if (ts.busy) {
      return root.getPhase();
    }
    ts.enter();
    try {
      return root.getPhase();
    } finally {
      ts.busy = false;
      Pin.off();
    }
  }

  private static void acquire(Object self, int phase) {
    Phaser root = ((Phaser) self).getRoot();
    Elements.met(phase, root);
    ThreadState ts = Threads.current();
    if (!ts.busy) {
      Order.learn(root, ts);
    }
  }

  @OnEnter(method = "arriveAndAwaitAdvance()I")
  public static int arriving(@This Object self) {
    release(self);
    return phase(((Phaser) self).getRoot(), Threads.current());
  }

  @OnEnter(method = "doArrive(I)I")
  public static void justArriving(@This Object self) {
    release(self);
  }

  @BeforeCall(
      method = {"doArrive(I)I", "arriveAndAwaitAdvance()I"},
      call = "onAdvance(II)Z")
  public static void advancing(Object self, Object called) {
    acquire(self, phase(((Phaser) self).getRoot(), Threads.current()));
  }

  /** What {@code onAdvance} did is before what awaits; the phase changes by a compare-and-set. */
  @BeforeCall(
      method = {"doArrive(I)I", "arriveAndAwaitAdvance()I"},
      call = "compareAndSet(Ljava/util/concurrent/Phaser;JJ)Z")
  public static void advanced(Object self, Object called) {
    release(self);
  }

  @OnEnter(method = {"forceTermination()V", "register()I", "bulkRegister(I)I"})
  public static void changing(@This Object self) {
    Weak.release(((Phaser) self).getRoot());
  }

  @OnExit(
      method = {
        "getPhase()I",
        "getRegisteredParties()I",
        "getArrivedParties()I",
        "getUnarrivedParties()I",
        "isTerminated()Z"
      })
  public static void looked(@This Object self) {
    Weak.acquire(((Phaser) self).getRoot());
  }

  @OnExit(method = "arriveAndAwaitAdvance()I")
  public static void awaited(@This Object self, @Entered int phase, @Returned int now) {
    passed(self, phase, now);
  }

  /** A phase that was awaited may long be over: so are those between it and the one come to. */
  private static void passed(Object self, int phase, int now) {
    acquire(self, phase);
    int end = now & Integer.MAX_VALUE;
    for (int p = Math.max(phase + 1, end - MOST_PASSED); phase >= 0 && p < end; p++) {
      acquire(self, p);
    }
    learn(self, now);
  }

  /** That the phaser was ended is no arrival, and orders only as the JDK is today. */
  private static void learn(Object self, int phase) {
    if (phase < 0) {
      Weak.acquire(((Phaser) self).getRoot());
    }
  }

  @OnExit(
      method = {
        "awaitAdvance(I)I",
        "awaitAdvanceInterruptibly(I)I",
        "awaitAdvanceInterruptibly(IJLjava/util/concurrent/TimeUnit;)I"
      })
  public static void awaitedPhase(@This Object self, @Arg(0) int phase, @Returned int now) {
    passed(self, phase, now);
  }
}
