package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Window;
import io.conccheck.agent.boot.Windows;
import io.conccheck.agent.boot.Writes;
import io.conccheck.agent.boot.hook.Entered;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;

/** Changes of thread-safe lists and sets between two operations of another thread. */
@Model(
    type = {
      "java.util.Vector",
      "java.util.Stack",
      "java.util.Collections$SynchronizedCollection",
      "java.util.Collections$SynchronizedList",
      "java.util.concurrent.CopyOnWriteArrayList",
      "java.util.concurrent.CopyOnWriteArraySet",
      "java.util.concurrent.ConcurrentSkipListSet",
      "java.util.concurrent.ConcurrentHashMap$KeySetView"
    },
    detectors = "atomicity")
public final class CollectionWrites {

  /** Put something in or set it. */
  private static final String PUT =
      "add|addAll|addElement|insertElementAt|set|setElementAt|addIfAbsent"
          + "|addAllAbsent|replaceAll|addFirst|addLast";

  /** Take something out. */
  private static final String REMOVE =
      "remove|removeAll|retainAll|removeIf|clear|removeElement"
          + "|removeElementAt|removeAllElements|removeRange|pollFirst|pollLast"
          + "|setSize|removeFirst|removeLast|pop";

  private CollectionWrites() {}

  @OnEnter(method = {PUT, REMOVE})
  public static Window[] changing(@This Object self) {
    return Windows.over(self);
  }

  @OnExit(method = PUT)
  public static void put(@This Object self, @Entered Window[] open) {
    Writes.set(open, self, null, 0);
  }

  @OnExit(method = REMOVE)
  public static void removed(@This Object self, @Entered Window[] open) {
    Writes.removed(open, self, null);
  }
}
