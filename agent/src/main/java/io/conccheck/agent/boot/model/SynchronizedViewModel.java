package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Locks;
import io.conccheck.agent.boot.hook.BeforeCall;
import io.conccheck.agent.boot.hook.Model;
import java.lang.invoke.VarHandle;

/** {@code Collections.synchronizedX}: the monitor is held where the collection behind is called. */
@Model(
    type = {
      "java.util.Collections$SynchronizedCollection",
      "java.util.Collections$SynchronizedList",
      "java.util.Collections$SynchronizedRandomAccessList",
      "java.util.Collections$SynchronizedSet",
      "java.util.Collections$SynchronizedSortedSet",
      "java.util.Collections$SynchronizedNavigableSet",
      "java.util.Collections$SynchronizedMap",
      "java.util.Collections$SynchronizedSortedMap",
      "java.util.Collections$SynchronizedNavigableMap"
    },
    detectors = {"race", "deadlock"})
public final class SynchronizedViewModel {

  private SynchronizedViewModel() {}

  private static final VarHandle[] MUTEX = {
    Inner.field("java.util.Collections$SynchronizedCollection", "mutex", "java.lang.Object"),
    Inner.field("java.util.Collections$SynchronizedMap", "mutex", "java.lang.Object")
  };

  @BeforeCall(method = "*", call = "*")
  public static void calling(Object self, Object behind) {
    for (VarHandle mutex : MUTEX) {
      if (Inner.isInstance(mutex, self)) {
        Locks.passing(Inner.get(mutex, self));
      }
    }
  }
}
