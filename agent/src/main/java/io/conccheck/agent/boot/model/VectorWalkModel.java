package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Locks;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
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
}
