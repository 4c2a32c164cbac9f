package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Weak;
import io.conccheck.agent.boot.hook.Arg;
import io.conccheck.agent.boot.hook.CallSite;
import io.conccheck.agent.boot.hook.Model;
import io.conccheck.agent.boot.hook.OnEnter;

/** Values by class: one thread computes what others find; no javadoc says that this orders them. */
@Model(type = "java.lang.ClassValue$ClassValueMap", detectors = "race")
public final class ClassValueModel {

  private ClassValueModel() {}

  /** A value was computed and goes into the map, by its name up to JDK 24 and after. */
  @OnEnter(method = {"finishEntry", "associateAccess"})
  public static void computed(@Arg(0) Object values) {
    Weak.release(values);
  }

  @CallSite(owner = "java.lang.ClassValue", method = "get(Ljava/lang/Class;)Ljava/lang/Object;")
  public static Object get(ClassValue<?> values, Class<?> type) {
    Object value = values.get(type);
    Weak.acquire(values);
    return value;
  }
}
