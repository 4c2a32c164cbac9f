package io.conccheck.analyzer.facts;

import io.conccheck.analyzer.types.TypeRef;
import java.util.Set;

/** JDK classes whose methods order what one thread did before what another does after. */
final class SyncObjects {

  private static final Set<String> CLASSES =
      Set.of(
          "java.util.concurrent.CountDownLatch", "java.util.concurrent.CyclicBarrier",
          "java.util.concurrent.Phaser", "java.util.concurrent.Semaphore",
          "java.util.concurrent.Exchanger", "java.util.concurrent.BlockingQueue",
          "java.util.concurrent.BlockingDeque", "java.util.concurrent.TransferQueue",
          "java.util.concurrent.LinkedBlockingQueue", "java.util.concurrent.ArrayBlockingQueue",
          "java.util.concurrent.LinkedBlockingDeque", "java.util.concurrent.SynchronousQueue",
          "java.util.concurrent.PriorityBlockingQueue", "java.util.concurrent.DelayQueue",
          "java.util.concurrent.LinkedTransferQueue", "java.util.concurrent.ConcurrentLinkedQueue",
          "java.util.concurrent.CompletableFuture", "java.util.concurrent.FutureTask",
          "java.util.concurrent.Future", "java.util.concurrent.locks.Condition");

  private SyncObjects() {}

  /** Those whose methods either tell others something or learn it from them. */
  static boolean isOneWay(TypeRef type) {
    return type.isClass("java.util.concurrent.CountDownLatch")
        || type.isClass() && type.name().startsWith("java.util.concurrent.atomic.");
  }

  static boolean isSync(TypeRef type) {
    return type.isClass()
        && (CLASSES.contains(type.name())
            || type.name().startsWith("java.util.concurrent.atomic."));
  }
}
