package io.conccheck.agent.boot;

/**
 * What detectors keep of a thread, each under a number of its own, see {@link ThreadState#slot()}.
 * For that thread alone.
 */
abstract class DetectorRoom {

  private Object[] slots = new Object[4];

  /** The detector's own object for this thread, or null. */
  public final Object get(int slot) {
    return slot < slots.length ? slots[slot] : null;
  }

  /** Keeps a detector's own object for this thread. */
  public final void put(int slot, Object value) {
    if (slot >= slots.length) {
      Object[] more = new Object[slot + 4];
      System.arraycopy(slots, 0, more, 0, slots.length);
      slots = more;
    }
    slots[slot] = value;
  }
}
