package io.conccheck.agent;

import java.lang.instrument.Instrumentation;

/** Entry of the agent. */
public final class Premain {

  private Premain() {}

  public static void premain(String args, Instrumentation inst) {}
}
