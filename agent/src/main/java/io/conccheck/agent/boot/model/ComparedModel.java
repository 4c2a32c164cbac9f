package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Elements;
import io.conccheck.agent.boot.hook.BeforeCall;
import io.conccheck.agent.boot.hook.Model;

/**
 * Heaps compare elements that others have put in: who is compared with has been met. The heap of a
 * {@code DelayQueue} is a {@code PriorityQueue}, which alone is nobody's concern.
 */
@Model(
    type = {"java.util.concurrent.PriorityBlockingQueue", "java.util.PriorityQueue"},
    detectors = "race")
public final class ComparedModel {

  private ComparedModel() {}

  @BeforeCall(
      method = {"siftUpComparable", "siftDownComparable"},
      call = "compareTo(Ljava/lang/Object;)I")
  public static void comparing(Object none, Object element, Object other) {
    if (MapKeys.mayChange(other)) {
      Elements.look(element, other);
    }
  }

  @BeforeCall(method = "indexOf", call = "equals(Ljava/lang/Object;)Z")
  public static void sought(Object none, Object sought, Object element) {
    if (MapKeys.mayChange(element)) {
      Elements.look(sought, element);
    }
  }

  @BeforeCall(
      method = {"siftUpUsingComparator", "siftDownUsingComparator"},
      call = "compare(Ljava/lang/Object;Ljava/lang/Object;)I")
  public static void comparing(Object none, Object comparator, Object element, Object other) {
    if (MapKeys.mayChange(other)) {
      Elements.look(element, other);
    }
  }
}
