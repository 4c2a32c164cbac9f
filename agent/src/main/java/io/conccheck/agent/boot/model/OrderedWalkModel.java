package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Sync;
import io.conccheck.agent.boot.hook.BeforeCall;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.This;
import java.lang.invoke.VarHandle;

/**
 * {@code forEachOrdered} of a parallel stream: what it does for one element is before what it does
 * for the next, whichever threads do it.
 */
@Model(type = "java.util.stream.ForEachOps$ForEachOrderedTask", detectors = "race")
public final class OrderedWalkModel {

  private static final String TASK = "java.util.stream.ForEachOps$ForEachOrderedTask";
  private static final VarHandle ACTION = Inner.field(TASK, "action", "java.util.stream.Sink");

  private OrderedWalkModel() {}

  @OnEnter(method = "onCompletion(Ljava/util/concurrent/CountedCompleter;)V")
  public static void turn(@This Object self) {
    Sync.acquire(Inner.get(ACTION, self));
  }

  /** Up to JDK 21 a map tells whose turn is next. */
  @BeforeCall(
      method = "onCompletion(Ljava/util/concurrent/CountedCompleter;)V",
      call = "remove(Ljava/lang/Object;)Ljava/lang/Object;")
  public static void handingOn(Object self, Object map) {
    Sync.release(Inner.get(ACTION, self));
  }

  @BeforeCall(
      method = "onCompletion(Ljava/util/concurrent/CountedCompleter;)V",
      call =
          "getAndSet(Ljava/util/stream/ForEachOps$ForEachOrderedTask;Ljava/lang/Void;)"
              + "Ljava/util/stream/ForEachOps$ForEachOrderedTask;")
  public static void handingOver(Object self, Object handle) {
    Sync.release(Inner.get(ACTION, self));
  }
}
