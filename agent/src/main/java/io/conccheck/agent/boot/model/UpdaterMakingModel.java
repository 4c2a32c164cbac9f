package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.FieldVars;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;

/** Tells which field an updater stands for. */
@Model(
    type = {
      "java.util.concurrent.atomic.AtomicIntegerFieldUpdater",
      "java.util.concurrent.atomic.AtomicLongFieldUpdater",
      "java.util.concurrent.atomic.AtomicReferenceFieldUpdater"
    },
    detectors = "race")
public final class UpdaterMakingModel {

  private UpdaterMakingModel() {}

  @OnExit(
      method = {
        "newUpdater(Ljava/lang/Class;Ljava/lang/String;)"
            + "Ljava/util/concurrent/atomic/AtomicIntegerFieldUpdater;",
        "newUpdater(Ljava/lang/Class;Ljava/lang/String;)"
            + "Ljava/util/concurrent/atomic/AtomicLongFieldUpdater;"
      })
  public static void made(@Arg(0) Class<?> type, @Arg(1) String field, @Returned Object updater) {
    FieldVars.handle(updater, type, field);
  }

  @OnExit(
      method =
          "newUpdater(Ljava/lang/Class;Ljava/lang/Class;Ljava/lang/String;)"
              + "Ljava/util/concurrent/atomic/AtomicReferenceFieldUpdater;")
  public static void madeReference(
      @Arg(0) Class<?> type, @Arg(2) String field, @Returned Object updater) {
    FieldVars.handle(updater, type, field);
  }
}
