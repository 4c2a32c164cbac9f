package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Sync;
import io.conccheck.agent.boot.WeakIdentityMap;
import io.conccheck.agent.boot.hook.BeforeCall;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;
import io.conccheck.agent.boot.hook.This;

/** Streams over skip lists: spliterators, which do not know whose they are. */
@Model(
    type = {
      "java.util.concurrent.ConcurrentSkipListMap",
      "java.util.concurrent.ConcurrentSkipListMap$KeySpliterator",
      "java.util.concurrent.ConcurrentSkipListMap$ValueSpliterator",
      "java.util.concurrent.ConcurrentSkipListMap$EntrySpliterator"
    },
    detectors = "race")
public final class SkipListSplitModel {

  private static final WeakIdentityMap LISTS = new WeakIdentityMap(); // to their sync variables

  private SkipListSplitModel() {}

  @OnExit(method = {"keySpliterator", "valueSpliterator", "entrySpliterator"})
  public static void made(@This Object map, @Returned Object spliterator) {
    if (Sync.enabled) {
      LISTS.put(spliterator, Sync.of(map));
    }
  }

  @OnExit(method = "trySplit")
  public static void split(@This Object self, @Returned Object other) {
    Object list = other == null ? null : LISTS.get(self);
    if (list != null) {
      LISTS.put(other, list);
    }
  }

  @BeforeCall(
      method = {"forEachRemaining", "tryAdvance"},
      call = "accept(Ljava/lang/Object;)V")
  public static void met(Object self, Object action) {
    Sync.acquire(LISTS.get(self));
  }
}
