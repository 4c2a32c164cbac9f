package example.atomicity;

import java.util.concurrent.atomic.AtomicInteger;

/** What {@code Shop} inherits. */
abstract class Stall {

  private final AtomicInteger inheritedBroken = new AtomicInteger();

  int inherited() {
    return inheritedBroken.get();
  }

  void inherited(int n) {
    inheritedBroken.set(n);
  }
}
