package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Fenced;
import io.conccheck.agent.boot.Sync;
import io.conccheck.agent.boot.SyncVar;
import io.conccheck.agent.boot.hook.CallSite;
import io.conccheck.agent.boot.hook.Model;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;

/** Fences, taken together: more order than they give, never less. */
@Model(detectors = "race")
public final class FenceModel {

  private FenceModel() {}

  private static final SyncVar FENCE = new SyncVar();

  @CallSite(owner = "java.lang.invoke.VarHandle", method = "fullFence()V")
  public static void full() {
    Sync.release(FENCE);
    VarHandle.fullFence();
    Sync.acquire(FENCE);
  }

  @CallSite(owner = "java.lang.invoke.VarHandle", method = "storeStoreFence()V")
  public static void storeStore() {
    Sync.release(FENCE);
    VarHandle.storeStoreFence();
  }

  @CallSite(owner = "java.lang.invoke.VarHandle", method = "loadLoadFence()V")
  public static void loadLoad() {
    VarHandle.loadLoadFence();
    Sync.acquire(FENCE);
  }

  @CallSite(owner = "java.lang.invoke.VarHandle", method = "releaseFence()V")
  public static void release() {
    Sync.release(FENCE);
    VarHandle.releaseFence();
  }

  @CallSite(owner = "java.lang.invoke.VarHandle", method = "acquireFence()V")
  public static void acquire() {
    VarHandle.acquireFence();
    Sync.acquire(FENCE);
  }

  @CallSite(owner = "java.lang.ref.Reference", method = "reachabilityFence(Ljava/lang/Object;)V")
  public static void reachability(Object object) {
    try {
      Fenced.fence(object);
    } finally {
      Reference.reachabilityFence(object);
    }
  }
}
