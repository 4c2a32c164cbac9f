package io.conccheck.agent.boot;

/**
 * What was released through one volatile field of a woven class, which keeps it in a field of its
 * own: what was handed out there without an edge lies at hand too, and no table is asked for it at
 * each read. Any thread may call.
 */
public final class VolatileVar extends SyncVar {

  private volatile HandedOut.Given given; // null until there is one; made under this, once

  /** What was handed out by modes that release nothing, or null. */
  HandedOut.Given given() {
    return given;
  }

  /** The same, made if nothing was handed out before. */
  HandedOut.Given makeGiven() {
    HandedOut.Given g = given;
    if (g != null) {
      return g;
    }
    Pin.on();
    try {
      synchronized (this) {
        if (given == null) {
          given = new HandedOut.Given();
        }
        return given;
      }
    } finally {
      Pin.off();
    }
  }
}
