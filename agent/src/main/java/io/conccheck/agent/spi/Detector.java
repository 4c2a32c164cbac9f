package io.conccheck.agent.spi;

import java.util.List;

/**
 * One detector. Registered by {@code @AutoService(Detector.class)}; made by its public no-argument
 * constructor, which must do nothing: only {@link #start} means that the detector is on.
 */
public interface Detector {

  /** The word for it in the option {@code detectors}. */
  String name();

  /** The options that this detector reads, besides those of {@link Options}. */
  default List<Option> options() {
    return List.of();
  }

  /**
   * Installs the detector's sinks. Called once, on the thread that starts the agent, before any
   * class of the JDK or of the application is woven.
   *
   * @throws Exception whatever keeps it from starting; the other detectors run on
   */
  void start(AgentContext context) throws Exception;

  /**
   * The JVM ends. Called on the thread that ends it; findings reported before this returns still
   * reach the log. {@link Exit#BEGIN} comes first, if at all, then one of the two others.
   */
  default void exiting(Exit phase) {}
}
