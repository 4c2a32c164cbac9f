package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Weak;

/**
 * What a queue has let code of the program look at while it held its lock: whoever takes an element
 * out later comes after that as queues are made today, which no javadoc promises. Queues without a
 * lock order nothing of the kind.
 */
final class Compared {

  private static final int PART = 1; // puts, removals and counts have part 0

  private static volatile boolean any;

  private Compared() {}

  /** The queue, which holds its lock, has compared. */
  static void leave(Object queue) {
    any = true;
    Weak.release(queue, PART);
  }

  /** An element came out of the queue. */
  static void met(Object queue) {
    if (any) {
      Weak.acquire(queue, PART);
    }
  }
}
