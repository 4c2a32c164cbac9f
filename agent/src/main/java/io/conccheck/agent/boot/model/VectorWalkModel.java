package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Locks;
import io.conccheck.agent.boot.hook.BeforeCall;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.This;

/** Iterators and enumerations of a {@code Vector} take its monitor for each element. */
@Model(
    type = {"java.util.Vector$1", "java.util.Vector$Itr", "java.util.Vector$ListItr"},
    detectors = "race")
public final class VectorWalkModel {

  private VectorWalkModel() {}

  @OnEnter(method = {"nextElement", "next", "previous", "remove", "set", "add", "forEachRemaining"})
  public static void entering(@This Object self) {
    Locks.passing(Inner.outer(self));
  }

  /** Others may have had it after this one came and before it got it. */
  @OnExit(
      method = {"nextElement", "next", "previous", "remove", "set", "add", "forEachRemaining"},
      onThrow = true)
  public static void leaving(@This Object self) {
    Locks.passing(Inner.outer(self));
  }

  @BeforeCall(method = "forEachRemaining", call = "accept(Ljava/lang/Object;)V")
  public static void showing(Object self, Object action) {
    Locks.acquiredAnew(Inner.outer(self));
  }

  /** Streams, which take it once. */
  @Model(type = "java.util.Vector$VectorSpliterator", detectors = "race")
  public static final class Bound {

    private Bound() {}

    @OnExit(method = "getFence()I")
    public static void bound(@This Object self) {
      Locks.passing(Inner.outer(self));
    }
  }
}
