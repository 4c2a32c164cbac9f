package io.conccheck.agent.spi;

import java.lang.instrument.Instrumentation;

/** What the agent offers to its detectors and to its weaver. */
public interface AgentContext {

  Options options();

  Reports reports();

  Instrumentation instrumentation();

  Ticker ticker();

  /** True if the detector of that name runs. */
  boolean on(String detector);
}
