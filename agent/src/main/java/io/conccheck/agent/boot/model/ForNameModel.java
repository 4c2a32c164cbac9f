package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.ClassInits;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnExit;
import io.conccheck.agent.boot.hook.Returned;

/** Initialises the class that it finds (JLS 12.4.2). */
@Model(type = "java.lang.Class", detectors = "race")
public final class ForNameModel {

  private ForNameModel() {}

  @OnExit(method = "forName(Ljava/lang/String;)Ljava/lang/Class;")
  public static void found(@Returned Class<?> type) {
    ClassInits.initialised(type);
  }

  @OnExit(method = "forName(Ljava/lang/String;ZLjava/lang/ClassLoader;)Ljava/lang/Class;")
  public static void found(@Arg(1) boolean initialises, @Returned Class<?> type) {
    if (initialises) {
      ClassInits.initialised(type);
    }
  }
}
