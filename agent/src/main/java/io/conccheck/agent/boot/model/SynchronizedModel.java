package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;

/**
 * Collections of the JDK, and what keeps listeners of beans, whose methods are synchronized: the
 * monitor is their promise.
 */
@Model(
    type = {
      "java.util.Vector",
      "java.util.Stack",
      "java.util.Hashtable",
      "java.beans.ChangeListenerMap" // of PropertyChangeSupport, whose instances are thread-safe
    },
    detectors = {"race", "deadlock"})
public final class SynchronizedModel {

  /** Methods that call nothing back. */
  private static final String SHORT =
      "ensureCapacity(I)V|"
          + "trimToSize()V|"
          + "setSize(I)V|"
          + "capacity()I|"
          + "size()I|"
          + "isEmpty()Z|"
          + "elementAt(I)Ljava/lang/Object;|"
          + "firstElement()Ljava/lang/Object;|"
          + "lastElement()Ljava/lang/Object;|"
          + "setElementAt(Ljava/lang/Object;I)V|"
          + "removeElementAt(I)V|"
          + "insertElementAt(Ljava/lang/Object;I)V|"
          + "addElement(Ljava/lang/Object;)V|"
          + "removeAllElements()V|"
          + "get(I)Ljava/lang/Object;|"
          + "set(ILjava/lang/Object;)Ljava/lang/Object;|"
          + "add(Ljava/lang/Object;)Z|"
          + "remove(I)Ljava/lang/Object;|"
          + "toArray()[Ljava/lang/Object;|"
          + "iterator()Ljava/util/Iterator;";

  private SynchronizedModel() {}

  @OnEnter(method = "<synchronized>")
  public static void entered(@This Object self) {
    SynchronizedMethods.entered(self);
  }

  @OnExit(method = "<synchronized>", onThrow = true)
  public static void leaving(@This Object self) {
    SynchronizedMethods.leaving(self);
  }

  @OnEnter(method = SHORT)
  public static void enteredShort(@This Object self) {
    SynchronizedMethods.enteredShort(self);
  }

  /**
   * The end of the short methods, which matters only where accesses are ordered: the JIT need not
   * compile a handler into each of their callers for nothing.
   */
  @Model(
      type = {"java.util.Vector", "java.util.Stack", "java.util.Hashtable"},
      detectors = "race")
  public static final class Leaving {

    private Leaving() {}

    @OnExit(method = SHORT, onThrow = true)
    public static void leavingShort(@This Object self) {
      SynchronizedMethods.leavingShort(self);
    }
  }
}
