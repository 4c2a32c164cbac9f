package io.conccheck.agent.boot;

/** Placeholder. */
public final class Agent0 {
  private Agent0() {}
}
