package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Fenced;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.BeforeCall;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;

/**
 * Finalizers: the end of an object's constructor, where woven code fences it, and {@code
 * reachabilityFence} of it are before the start of its finalizer (JLS 12.6). The object is
 * registered before its own constructors do anything.
 */
@Model(type = "java.lang.ref.Finalizer", detectors = "race")
public final class FinalizerModel {

  private FinalizerModel() {}

  @OnExit(method = "<init>(Ljava/lang/Object;)V")
  public static void registering(@This Object self, @Arg(0) Object object) {
    Fenced.registered(self, object);
  }

  @BeforeCall(method = "runFinalizer", call = "invokeFinalize(Ljava/lang/Object;)V")
  public static void finalizing(Object self, Object access) {
    Fenced.cleared(self);
  }
}
