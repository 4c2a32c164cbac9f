package io.conccheck.agent.spi;

import java.lang.instrument.Instrumentation;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What the agent offers to its detectors and to its weaver. */
public interface AgentContext {

  Options options();

  Reports reports();

  Instrumentation instrumentation();

  Ticker ticker();

  /** True if the detector of that name runs. */
  boolean on(String detector);

  /** Opens those packages of {@code java.base} to the agent, for reflection. */
  default void open(String... packages) {
    Map<String, Set<Module>> opened = new HashMap<>();
    for (String name : packages) {
      opened.put(name, Set.of(AgentContext.class.getModule()));
    }
    instrumentation()
        .redefineModule(Object.class.getModule(), Set.of(), Map.of(), opened, Set.of(), Map.of());
  }
}
