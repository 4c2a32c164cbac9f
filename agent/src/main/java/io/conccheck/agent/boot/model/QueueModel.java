package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Elements;
import io.conccheck.agent.boot.Weak;
import io.conccheck.agent.boot.hook.AfterCall;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.BeforeCall;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;

/**
 * Concurrent queues and deques, element by element: putting one in is before meeting or taking it.
 * Nothing goes back from a taker to whoever waits for room.
 */
@Model(
    type = {
      "java.util.concurrent.ArrayBlockingQueue",
      "java.util.concurrent.LinkedBlockingQueue",
      "java.util.concurrent.LinkedBlockingDeque",
      "java.util.concurrent.PriorityBlockingQueue",
      "java.util.concurrent.DelayQueue",
      "java.util.concurrent.SynchronousQueue",
      "java.util.concurrent.LinkedTransferQueue",
      "java.util.concurrent.ConcurrentLinkedQueue",
      "java.util.concurrent.ConcurrentLinkedDeque"
    },
    detectors = "race")
public final class QueueModel {

  private static final String COMPARING =
      "remove(Ljava/lang/Object;)Z|contains|removeFirstOccurrence|removeLastOccurrence"
          + "|forEach|bulkRemove";

  private QueueModel() {}

  @OnEnter(method = {QueueMethods.PUT, "tryTransfer"})
  public static void putting(@This Object self, @Arg(0) Object element) {
    Elements.put(self, element);
    Weak.release(self);
  }

  /** Where all are linked before they are put in; the collection may be anybody's. */
  @AfterCall(method = "addAll", call = "next()Ljava/lang/Object;")
  public static void puttingAll(Object self, Object element) {
    putting(self, element);
  }

  @OnExit(method = {QueueMethods.PEEK, QueueMethods.TAKE})
  public static void met(@This Object self, @Returned Object element) {
    if (element == null) {
      Weak.acquire(self); // that there is none was somebody's doing
    } else {
      Elements.met(self, element);
      Compared.met(self);
    }
  }

  @OnExit(method = {QueueMethods.TAKE})
  public static void taken(@This Object self, @Returned Object element) {
    if (element != null) {
      Weak.release(self);
    }
  }

  @OnEnter(method = "clear()V")
  public static void clearing(@This Object self) {
    Weak.release(self);
  }

  @OnExit(method = {"size()I", "isEmpty()Z", "remainingCapacity()I"})
  public static void counted(@This Object self) {
    Weak.acquire(self);
  }

  @OnExit(
      method = {
        "remove(Ljava/lang/Object;)Z",
        "contains(Ljava/lang/Object;)Z",
        "removeFirstOccurrence(Ljava/lang/Object;)Z",
        "removeLastOccurrence(Ljava/lang/Object;)Z"
      })
  public static void found(@This Object self, @Arg(0) Object element, @Returned boolean there) {
    if (there) {
      Elements.met(self, element);
    }
  }

  /** Whoever looks for an element meets those before it. */
  @BeforeCall(
      method = {
        "remove",
        "contains",
        "indexOf",
        "findAndRemove",
        "removeFirstOccurrence",
        "removeLastOccurrence"
      },
      call = "equals(Ljava/lang/Object;)Z")
  public static void comparing(Object self, Object sought, Object element) {
    Elements.met(self, element);
  }

  /** What the queue has compared so far, it has compared by its lock. */
  @BeforeCall(method = COMPARING, call = "unlock()V")
  public static void compared(Object self, Object lock) {
    Compared.leave(self);
  }

  @BeforeCall(method = COMPARING, call = "fullyUnlock()V")
  public static void comparedAll(Object self, Object same) {
    Compared.leave(self);
  }

  /** Each goes to a collection that may be the program's own. */
  @BeforeCall(method = "drainTo", call = "add(Ljava/lang/Object;)Z")
  public static void draining(Object self, Object into, Object element) {
    Elements.met(self, element);
    Compared.met(self);
  }

  @BeforeCall(method = "writeObject", call = "writeObject(Ljava/lang/Object;)V")
  public static void writingOut(Object self, Object stream, Object element) {
    Elements.met(self, element);
  }

  @BeforeCall(method = "toString", call = "toString()Ljava/lang/String;")
  public static void printing(Object self, Object element) {
    Elements.met(self, element);
  }

  @OnExit(
      method = {"toArray()[Ljava/lang/Object;", "toArray([Ljava/lang/Object;)[Ljava/lang/Object;"})
  public static void copied(@This Object self, @Returned Object[] elements) {
    for (int i = 0; elements != null && i < elements.length; i++) {
      Elements.met(self, elements[i]);
    }
  }

  /** Walks that call back for each element; some come in while the walk goes on. */
  @BeforeCall(
      method = {"forEach", "forEachFrom"},
      call = "accept(Ljava/lang/Object;)V")
  public static void showing(Object self, Object action, Object element) {
    Elements.met(self, element);
  }

  @BeforeCall(
      method = {"bulkRemove", "bulkRemoveModified"},
      call = "test(Ljava/lang/Object;)Z")
  public static void testing(Object self, Object filter, Object element) {
    Elements.met(self, element);
  }

  /** Walks that call back for each element: all that is there now has been met. */
  @OnEnter(method = {"forEach", "removeIf", "removeAll", "retainAll", "spliterator"})
  public static void walking(@This Object self) {
    for (Object element : Contents.of(self)) {
      Elements.met(self, element);
    }
  }
}
