package io.conccheck.agent.detect.deadlock;

import io.conccheck.agent.spi.Frames;
import io.conccheck.findings.Frame;
import java.util.List;

/** A stack at which a lock was asked for. Guarded by who keeps it; the caller's hash is a cache. */
public final class AskedAt extends Throwable {

  private static final long serialVersionUID = 1;

  private int caller; // 0 until it is asked for

  /** A number for the place that called the method which asks; the same for the same place. */
  int caller() {
    int c = caller;
    if (c == 0) {
      Frame f = callerIn(Frames.of(this));
      c = f == null ? 1 : f.symbol().hashCode() * 31 + f.line() | 1;
      caller = c;
    }
    return c;
  }

  /**
   * The frame that called the method on top, recursion aside; null if none did. It tells apart what
   * one helper method does with locks that others hand to it.
   */
  static Frame callerIn(List<Frame> frames) {
    for (Frame f : frames) {
      if (!f.symbol().equals(frames.get(0).symbol())) {
        return Frames.isApplication(f.className()) ? f : null;
      }
    }
    return null;
  }
}
