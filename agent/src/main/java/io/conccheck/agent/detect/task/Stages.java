package io.conccheck.agent.detect.task;

import io.conccheck.agent.boot.ThreadInfo;
import io.conccheck.agent.boot.WeakIdentityMap;
import java.lang.reflect.Field;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Failures of completable futures. A failure runs through all stages that depend on the one that
 * failed, always as the same exception, maybe wrapped: so it is that exception that is read or not.
 * One of several stages that another takes together passes for read, since only one of their
 * failures gets through, and so does one whose failure a function composes another stage of. For
 * use by any thread.
 */
final class Stages {

  private final Unread failures;
  private final Origins origins;
  private final Field result;
  private final Field exception;

  /** Exceptions that were told of, read or not. */
  private final WeakIdentityMap seen = new WeakIdentityMap();

  private final WeakIdentityMap joined = new WeakIdentityMap();

  /**
   * Opens what stages keep to themselves.
   *
   * @throws ReflectiveOperationException if this JDK's stages are others
   */
  Stages(Unread failures, Origins origins) throws ReflectiveOperationException {
    this.failures = failures;
    this.origins = origins;
    this.result = CompletableFuture.class.getDeclaredField("result");
    this.exception =
        Class.forName(CompletableFuture.class.getName() + "$AltResult").getDeclaredField("ex");
    result.setAccessible(true);
    exception.setAccessible(true);
  }

  /** A function has thrown; true if that is a failure that somebody must read. */
  boolean failing(Object stage, Throwable thrown, ThreadInfo thread) {
    Throwable cause = fresh(stage, thrown);
    return cause != null
        && add(cause, Failure.of(cause, Failure.STAGE, thread, failures.garbage()));
  }

  /** The program completes the stage by an exception; true as there. */
  boolean given(Object stage, Throwable thrown, ThreadInfo thread) {
    Throwable cause = fresh(stage, thrown);
    return cause != null
        && add(cause, Failure.given(cause, new Throwable(), thread, failures.garbage()));
  }

  void refused(Throwable thrown) {
    failures.remove(cause(thrown));
  }

  /** What is behind an exception, if it is the first time that a stage has it. */
  private Throwable fresh(Object stage, Throwable thrown) {
    Throwable cause = cause(thrown);
    boolean before = seen.get(cause) != null;
    seen.put(cause, Boolean.TRUE);
    return before || joined.get(stage) != null ? null : cause;
  }

  private boolean add(Throwable cause, Failure f) {
    if (f != null) {
      failures.add(cause, f.from(origins));
    }
    return f != null;
  }

  void follows(Object stage, Throwable thrown) {
    if (joined.get(stage) != null) {
      failures.remove(cause(thrown));
    }
  }

  void read(Object stageOrOutcome) {
    Object outcome =
        stageOrOutcome instanceof CompletableFuture ? get(result, stageOrOutcome) : stageOrOutcome;
    if (exception.getDeclaringClass().isInstance(outcome)) {
      Object thrown = get(exception, outcome);
      if (thrown != null) {
        failures.remove(cause((Throwable) thrown));
      }
    }
  }

  void joined(Object stage) {
    joined.put(stage, Boolean.TRUE);
    read(stage);
  }

  private static Throwable cause(Throwable thrown) {
    Throwable t = thrown;
    while (t instanceof CompletionException && t.getCause() != null) {
      t = t.getCause();
    }
    return t;
  }

  private static Object get(Field field, Object owner) {
    try {
      return field.get(owner);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("not opened: " + field, e);
    }
  }
}
