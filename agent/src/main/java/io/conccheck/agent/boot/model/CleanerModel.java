package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Sync;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.BeforeCall;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnExit;

/** Registering a cleaning action is before its run (package summary of {@code java.lang.ref}). */
@Model(
    type = "jdk.internal.ref.CleanerImpl$PhantomCleanableRef",
    detectors = {"race", "deadlock"})
public final class CleanerModel {

  private CleanerModel() {}

  @OnExit(method = "<init>(Ljava/lang/Object;Ljava/lang/ref/Cleaner;Ljava/lang/Runnable;)V")
  public static void registering(@Arg(2) Object action) {
    Sync.release(action);
  }

  @BeforeCall(method = "performCleanup()V", call = "run()V")
  public static void cleaning(Object self, Object action) {
    Sync.acquire(action);
  }
}
