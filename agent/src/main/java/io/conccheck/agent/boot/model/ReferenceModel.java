package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Fenced;
import io.conccheck.agent.boot.Sync;
import io.conccheck.agent.boot.Weak;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;
import java.lang.ref.PhantomReference;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;

/**
 * Enqueueing a reference is before its removal from the queue, and so is what keeps its object
 * reachable (package summary of {@code java.lang.ref}).
 */
@Model(
    type = {"java.lang.ref.Reference", "java.lang.ref.ReferenceQueue"},
    detectors = "race")
public final class ReferenceModel {

  private ReferenceModel() {}

  @OnEnter(method = "enqueue()Z")
  public static void enqueueing(@This Object self) {
    Sync.release(self);
  }

  @OnExit(
      method = {
        "poll()Ljava/lang/ref/Reference;",
        "remove()Ljava/lang/ref/Reference;",
        "remove(J)Ljava/lang/ref/Reference;"
      })
  public static void removed(@Returned Object reference) {
    Sync.acquire(reference);
    if (reference != null) {
      Fenced.cleared(reference);
      Weak.acquire(reference);
    }
  }

  /** What keeps the object reachable is before its reference is queued; others need no word. */
  @OnExit(method = "<init>(Ljava/lang/Object;Ljava/lang/ref/ReferenceQueue;)V")
  public static void made(@This Object self, @Arg(0) Object object, @Arg(1) Object queue) {
    if (queue != null && Fenced.isAsked() && isOfProgram(self.getClass())) {
      Fenced.registered(self, object);
    }
  }

  /**
   * True for references that a program may have made; those of the JDK have classes of their own.
   */
  private static boolean isOfProgram(Class<?> c) {
    return c.getClassLoader() != null
        || c == WeakReference.class
        || c == PhantomReference.class
        || c == SoftReference.class;
  }
}
