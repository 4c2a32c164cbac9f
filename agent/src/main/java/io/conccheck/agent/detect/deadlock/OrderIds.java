package io.conccheck.agent.detect.deadlock;

import io.conccheck.agent.boot.OrderClock;
import java.util.Arrays;

/**
 * Hands out the components of {@link OrderClock}. A component whose thread has ended and of which
 * no request is kept counts on under another thread. Not thread-safe.
 */
final class OrderIds {

  private final int limit;
  private int[] uses = new int[64]; // requests kept, plus one while the thread lives
  private int[] last = new int[64]; // time when the last owner ended
  private int[] free = new int[64];
  private int freeCount;
  private int used;

  OrderIds(int limit) {
    this.limit = limit;
  }

  /** Gives the clock a component unless it has one; false if all are in use. */
  boolean begin(OrderClock clock) {
    if (clock.id() != 0) {
      return true;
    }
    if (freeCount == 0 && used == limit) {
      return false;
    }
    int id = freeCount > 0 ? free[--freeCount] : ++used;
    if (id >= uses.length) {
      uses = Arrays.copyOf(uses, id * 2);
      last = Arrays.copyOf(last, id * 2);
    }
    uses[id] = 1;
    clock.begin(id, last[id]);
    return true;
  }

  /** How many are in use. */
  int inUse() {
    return used - freeCount;
  }

  /** The clock's thread ends. */
  void end(OrderClock clock) {
    if (clock.id() != 0) {
      last[clock.id()] = clock.time() + 1; // the end itself is still published
      drop(clock.id());
    }
  }

  void keep(int id) {
    uses[id]++;
  }

  void drop(int id) {
    if (--uses[id] == 0) {
      if (freeCount == free.length) {
        free = Arrays.copyOf(free, freeCount * 2);
      }
      free[freeCount++] = id;
    }
  }
}
