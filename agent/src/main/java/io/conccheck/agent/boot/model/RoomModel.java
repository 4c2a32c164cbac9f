package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Pin;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.Weak;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;
import java.util.concurrent.BlockingQueue;

/**
 * Bounded queues that were full: whoever puts something in where another has made room comes after
 * the taker as they work today, which is how such a queue serves for a lock. Nothing promises it.
 */
@Model(
    type = {
      "java.util.concurrent.ArrayBlockingQueue",
      "java.util.concurrent.LinkedBlockingQueue",
      "java.util.concurrent.LinkedBlockingDeque"
    },
    detectors = {"race", "deadlock"})
public final class RoomModel {

  /** The part of a queue that stands for its room. */
  private static final int ROOM = 1;

  private RoomModel() {}

  /** Under the queue's lock, so that asking for its room waits for nobody. */
  @OnEnter(method = "dequeue|removeAt|unlinkFirst|unlinkLast|unlink")
  public static void taking(@This Object self) {
    ThreadState ts = Threads.current();
    if (ts.busy) {
      return;
    }
    ts.enter();
    boolean full;
    try {
      full = ((BlockingQueue<?>) self).remainingCapacity() == 0;
    } finally {
      ts.busy = false;
      Pin.off();
    }
    if (full) {
      made(self);
    }
  }

  /** Of linked queues, which signal only where they were full. */
  @OnEnter(method = "signalNotFull()V")
  public static void madeRoom(@This Object self) {
    made(self);
  }

  private static void made(Object self) {
    if (!Weak.isSilent(self)) {
      Weak.release(self, ROOM);
    }
  }

  @OnExit(method = QueueMethods.PUT)
  public static void put(@This Object self) {
    Weak.acquire(self, ROOM);
  }
}
