package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;

/** The monitor of a {@code StringBuffer}, which its methods take. */
@Model(
    type = "java.lang.StringBuffer",
    detectors = {"race", "deadlock"})
public final class StringBufferModel {

  /** Methods that call nothing back. */
  private static final String SHORT =
      "length()I|"
          + "capacity()I|"
          + "ensureCapacity(I)V|"
          + "setLength(I)V|"
          + "charAt(I)C|"
          + "setCharAt(IC)V|"
          + "getChars(II[CI)V|"
          + "append(Ljava/lang/String;)Ljava/lang/StringBuffer;|"
          + "append([C)Ljava/lang/StringBuffer;|"
          + "append([CII)Ljava/lang/StringBuffer;|"
          + "append(Z)Ljava/lang/StringBuffer;|"
          + "append(C)Ljava/lang/StringBuffer;|"
          + "append(I)Ljava/lang/StringBuffer;|"
          + "append(J)Ljava/lang/StringBuffer;|"
          + "append(F)Ljava/lang/StringBuffer;|"
          + "append(D)Ljava/lang/StringBuffer;|"
          + "delete(II)Ljava/lang/StringBuffer;|"
          + "deleteCharAt(I)Ljava/lang/StringBuffer;|"
          + "replace(IILjava/lang/String;)Ljava/lang/StringBuffer;|"
          + "insert(ILjava/lang/String;)Ljava/lang/StringBuffer;|"
          + "insert(IC)Ljava/lang/StringBuffer;|"
          + "substring(I)Ljava/lang/String;|"
          + "substring(II)Ljava/lang/String;|"
          + "indexOf(Ljava/lang/String;I)I|"
          + "lastIndexOf(Ljava/lang/String;I)I|"
          + "reverse()Ljava/lang/StringBuffer;|"
          + "toString()Ljava/lang/String;";

  private StringBufferModel() {}

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
  @Model(type = "java.lang.StringBuffer", detectors = "race")
  public static final class Leaving {

    private Leaving() {}

    @OnExit(method = SHORT, onThrow = true)
    public static void leavingShort(@This Object self) {
      SynchronizedMethods.leavingShort(self);
    }
  }
}
