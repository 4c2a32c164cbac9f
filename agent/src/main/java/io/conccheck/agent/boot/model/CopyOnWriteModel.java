package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.CopiedArrays;
import io.conccheck.agent.boot.Elements;
import io.conccheck.agent.boot.Sync;
import io.conccheck.agent.boot.Weak;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;
import java.lang.invoke.VarHandle;

/**
 * Copy-on-write lists and sets. Who looks at all that is in there, or takes a snapshot to walk, is
 * behind whoever changed it; who gets one element is behind those who put that one in, and behind
 * the others only because the array is a volatile today.
 */
@Model(type = "java.util.concurrent.CopyOnWriteArrayList", detectors = "race")
public final class CopyOnWriteModel {

  private static final VarHandle ARRAY =
      Inner.field("java.util.concurrent.CopyOnWriteArrayList", "array", "[Ljava.lang.Object;");

  private CopyOnWriteModel() {}

  @OnEnter(method = "setArray")
  public static void writing(@This Object self, @Arg(0) Object[] next) {
    Object now = Inner.get(ARRAY, self);
    CopiedArrays.replacing(self, now instanceof Object[] ? (Object[]) now : null, next);
    Sync.release(self);
  }

  @OnExit(method = "getArray")
  public static void read(@This Object self) {
    CopiedArrays.read(self);
  }

  /** The copy goes by an array that was put into the other. */
  @OnExit(method = "clone()Ljava/lang/Object;")
  public static void copied(@This Object self) {
    CopiedArrays.read(self);
  }

  @OnEnter(method = {"get(I)Ljava/lang/Object;", "size()I", "isEmpty()Z"})
  public static void looking(@This Object self) {
    CopiedArrays.atOne(true);
  }

  @OnExit(
      method = {"get(I)Ljava/lang/Object;", "size()I", "isEmpty()Z"},
      onThrow = true)
  public static void looked(@This Object self) {
    CopiedArrays.atOne(false);
    Weak.look(self);
  }

  @OnExit(method = "get(I)Ljava/lang/Object;")
  public static void met(@This Object self, @Returned Object element) {
    Elements.met(self, element);
  }
}
