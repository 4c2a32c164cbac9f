package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Weak;
import io.conccheck.agent.boot.hook.AfterCall;
import io.conccheck.agent.boot.hook.BeforeCall;
import io.conccheck.agent.boot.hook.Model;
import java.io.Reader;
import java.io.Writer;
import java.lang.invoke.VarHandle;

/**
 * Streams, readers and writers that call another one, which may be the program's own, while they
 * keep other threads out. That they do is no promise, only how they are made.
 */
@Model(
    type = {
      "java.io.PrintStream",
      "java.io.BufferedOutputStream",
      "java.io.BufferedInputStream",
      "java.io.PrintWriter",
      "java.io.BufferedWriter",
      "java.io.BufferedReader",
      "sun.nio.cs.StreamEncoder",
      "sun.nio.cs.StreamDecoder"
    },
    detectors = "race")
public final class StreamLayerModel {

  private static final VarHandle WRITER = Inner.field("java.io.Writer", "lock", "java.lang.Object");
  private static final VarHandle READER = Inner.field("java.io.Reader", "lock", "java.lang.Object");

  /** Set once one of the program's own was called. */
  private static volatile boolean any;

  private StreamLayerModel() {}

  @BeforeCall(method = "*", call = "java/io/*")
  public static void calling(Object self, Object below) {
    if (self != null
        && below != null
        && below != self
        && below.getClass().getClassLoader() != null) {
      any = true;
      Weak.acquire(lock(self));
    }
  }

  /** Whoever calls next by the same lock comes later; those who do not are not asked here. */
  @AfterCall(method = "*", call = "java/io/*")
  public static void called(Object self) {
    if (any && self != null) {
      Weak.release(lock(self));
    }
  }

  private static Object lock(Object self) {
    if (self instanceof Writer) {
      return Inner.get(WRITER, self);
    }
    if (self instanceof Reader) {
      return Inner.get(READER, self);
    }
    return self;
  }
}
