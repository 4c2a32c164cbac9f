package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Elements;
import io.conccheck.agent.boot.hook.AfterRead;
import io.conccheck.agent.boot.hook.BeforeCall;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;

/** Iterators and streams of concurrent queues meet elements one by one. */
@Model(
    type = {
      "java.util.concurrent.ArrayBlockingQueue$Itr",
      "java.util.concurrent.LinkedBlockingQueue$Itr",
      "java.util.concurrent.LinkedBlockingDeque$AbstractItr",
      "java.util.concurrent.PriorityBlockingQueue$Itr",
      "java.util.concurrent.DelayQueue$Itr",
      "java.util.concurrent.LinkedTransferQueue$Itr",
      "java.util.concurrent.ConcurrentLinkedQueue$Itr",
      "java.util.concurrent.ConcurrentLinkedDeque$AbstractItr",
      "java.util.concurrent.LinkedBlockingQueue$LBQSpliterator",
      "java.util.concurrent.LinkedBlockingDeque$LBDSpliterator",
      "java.util.concurrent.PriorityBlockingQueue$PBQSpliterator",
      "java.util.concurrent.LinkedTransferQueue$LTQSpliterator",
      "java.util.concurrent.ConcurrentLinkedQueue$CLQSpliterator",
      "java.util.concurrent.ConcurrentLinkedDeque$CLDSpliterator"
    },
    detectors = "race")
public final class QueueWalkModel {

  private QueueWalkModel() {}

  @OnExit(method = "next()Ljava/lang/Object;")
  public static void met(@This Object iterator, @Returned Object element) {
    Object queue = element == null ? null : Inner.outer(iterator);
    if (queue != null) {
      Elements.met(queue, element);
    }
  }

  @BeforeCall(
      method = {"forEachRemaining", "tryAdvance"},
      call = "accept(Ljava/lang/Object;)V")
  public static void showing(Object walk, Object action, Object element) {
    Object queue = element == null ? null : Inner.outer(walk);
    if (queue != null) {
      Elements.met(queue, element);
    }
  }

  /** Those that go into a batch for another thread. */
  @AfterRead(method = "trySplit", field = "item")
  public static void batched(Object node, Object element, Object walk) {
    Object queue = element == null ? null : Inner.outer(walk);
    if (queue != null) {
      Elements.met(queue, element);
    }
  }
}
