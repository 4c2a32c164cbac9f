package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Copies;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;
import java.io.ObjectStreamClass;

/** Serialization reads whatever it writes out, at the program's call that asks for it. */
@Model(type = "java.io.ObjectOutputStream", detectors = "race")
public final class WritingOutModel {

  private WritingOutModel() {}

  @OnEnter(method = "defaultWriteFields(Ljava/lang/Object;Ljava/io/ObjectStreamClass;)V")
  public static void fields(@Arg(0) Object o, @Arg(1) Object type) {
    Copies.writingOut(o, ((ObjectStreamClass) type).forClass());
  }

  @OnEnter(method = "writeObject0(Ljava/lang/Object;Z)V")
  public static void object(@Arg(0) Object o) {
    Copies.writingOut(o);
  }
}
