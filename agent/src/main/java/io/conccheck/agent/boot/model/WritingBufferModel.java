package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Monitors;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;

/**
 * A buffer of bytes holds its monitor while it writes itself to another stream, which may be such a
 * buffer, or the program's. Single bytes are passed over: there are too many of them.
 */
@Model(type = "java.io.ByteArrayOutputStream", detectors = "deadlock")
public final class WritingBufferModel {

  private static final String WRITES_OUT = "writeTo(Ljava/io/OutputStream;)V";

  private WritingBufferModel() {}

  @OnEnter(method = WRITES_OUT)
  public static void entered(@This Object self) {
    if (self != null && Thread.holdsLock(self)) {
      SynchronizedMethods.entered(self);
    }
  }

  @OnExit(method = WRITES_OUT, onThrow = true)
  public static void leaving(@This Object self) {
    if (self != null && Thread.holdsLock(self)) {
      SynchronizedMethods.leaving(self);
    }
  }

  @OnEnter(method = "write([BII)V")
  public static void written(@This Object self) {
    Monitors.nested(self, Threads.current(), 0);
  }
}
