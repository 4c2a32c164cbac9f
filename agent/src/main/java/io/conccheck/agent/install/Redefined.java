package io.conccheck.agent.install;

import io.conccheck.agent.weave.MethodsThere;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.Set;

/** What a class that is about to be redefined has. Reflection would not show what we added. */
final class Redefined implements MethodsThere {

  private final Class<?> type;
  private final MethodHandles.Lookup lookup;

  /**
   * For that class.
   *
   * @throws IllegalAccessException if the JVM does not let us look at it
   */
  Redefined(Class<?> type, Instrumentation inst) throws IllegalAccessException {
    this.type = type;
    if (type.getModule().isNamed()) {
      Set<Module> self = Set.of(Redefined.class.getModule());
      inst.redefineModule(
          type.getModule(),
          Set.of(),
          Map.of(),
          Map.of(type.getPackageName(), self),
          Set.of(),
          Map.of());
    }
    this.lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
  }

  @Override
  public boolean has(String name, String desc) {
    try {
      MethodType signature =
          MethodType.fromMethodDescriptorString(desc, Redefined.class.getClassLoader());
      lookup.findStatic(type, name, signature);
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
