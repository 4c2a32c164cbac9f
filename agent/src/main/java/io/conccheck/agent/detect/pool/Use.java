package io.conccheck.agent.detect.pool;

import io.conccheck.agent.boot.ThreadInfo;
import io.conccheck.agent.spi.Frames;
import io.conccheck.findings.Frame;
import io.conccheck.findings.Location;
import io.conccheck.findings.Trace;
import java.util.List;

/**
 * A place where a thread of the program used a pool.
 *
 * @param frames the application's frame first
 */
record Use(ThreadInfo thread, List<Frame> frames) {

  static Use here(ThreadInfo thread) {
    return new Use(thread, Frames.of(new Throwable()));
  }

  Location location() {
    return Location.of(frames.get(0), symbol());
  }

  String symbol() {
    return frames.get(0).className() + "." + frames.get(0).method();
  }

  Trace trace() {
    return Trace.of(Trace.CURRENT, thread.label(), frames);
  }
}
