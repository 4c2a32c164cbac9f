package io.conccheck.agent.install;

import io.conccheck.agent.spi.AgentContext;
import io.conccheck.agent.spi.Options;
import io.conccheck.agent.spi.Reports;
import io.conccheck.agent.spi.Ticker;
import java.lang.instrument.Instrumentation;
import java.util.Set;

/** The parts of the agent that detectors and weaver see. */
record Context(
    Options options,
    Reports reports,
    Instrumentation instrumentation,
    Ticker ticker,
    Set<String> detectors)
    implements AgentContext {

  @Override
  public boolean on(String detector) {
    return detectors.contains(detector);
  }
}
