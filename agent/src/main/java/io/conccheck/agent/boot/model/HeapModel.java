package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Elements;
import io.conccheck.agent.boot.hook.BeforeCall;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;

/** Queues that ask their elements which is first (see {@link ComparedModel}). */
@Model(
    type = {
      "java.util.concurrent.PriorityBlockingQueue",
      "java.util.concurrent.DelayQueue",
      "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue"
    },
    detectors = "race")
public final class HeapModel {

  private HeapModel() {}

  @OnEnter(
      method = {"offer", "poll", "take", "remove", "removeEq", "removeEQ", "heapify", "drainTo"})
  public static void comparing(@This Object self) {
    Elements.comparing(self);
  }

  /** Who takes one of the compared gets the lock before this method ends. */
  @BeforeCall(
      method = {"offer", "poll", "take", "remove", "removeEq", "removeEQ", "drainTo"},
      call = "unlock()V")
  public static void unlocking(Object self, Object lock) {
    Elements.pause();
  }

  @OnExit(
      method = {"offer", "poll", "take", "remove", "removeEq", "removeEQ", "heapify", "drainTo"},
      onThrow = true)
  public static void compared() {
    Elements.compared();
  }

  @BeforeCall(
      method = {"poll", "take", "drainTo"},
      call = "getDelay(Ljava/util/concurrent/TimeUnit;)J")
  public static void asking(Object self, Object element) {
    Elements.look(element, null);
  }

  /** Who waits for that one to be due lets others take it. */
  @BeforeCall(
      method = {"poll", "take"},
      call = "await()V")
  public static void waiting(Object self, Object condition) {
    Elements.pause();
  }

  @BeforeCall(
      method = {"poll", "take"},
      call = "awaitNanos(J)J")
  public static void waitingAWhile(Object self, Object condition) {
    Elements.pause();
  }
}
