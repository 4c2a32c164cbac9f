package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Fenced;
import io.conccheck.agent.boot.Sync;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.BeforeCall;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;

/**
 * Registering a cleaning action is before its run, and so is {@code reachabilityFence} of the
 * object (package summary of {@code java.lang.ref}, from 19 on).
 */
@Model(type = "jdk.internal.ref.CleanerImpl$PhantomCleanableRef", detectors = "race")
public final class CleanerModel {

  private CleanerModel() {}

  @OnExit(method = "<init>(Ljava/lang/Object;Ljava/lang/ref/Cleaner;Ljava/lang/Runnable;)V")
  public static void registering(@This Object self, @Arg(0) Object object, @Arg(2) Object action) {
    Fenced.registered(self, object);
    Sync.release(action);
  }

  @BeforeCall(method = "performCleanup()V", call = "run()V")
  public static void cleaning(Object self, Object action) {
    Fenced.cleared(self);
    Sync.acquire(action);
  }
}
