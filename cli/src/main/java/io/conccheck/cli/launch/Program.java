package io.conccheck.cli.launch;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What is to be run under the agent.
 *
 * <p>A {@code java} command gets the agent on its command line, behind the options it already has.
 * Every other JVM below gets it by {@code JAVA_TOOL_OPTIONS}; there the agent is told to stand back
 * in a child of this process, which has it already.
 *
 * @param command the words of the command, at least one
 * @param agent the agent's option
 */
public record Program(List<String> command, AgentArgument agent) {

  private static final String TOOL_OPTIONS = "JAVA_TOOL_OPTIONS";

  public Program {
    command = List.copyOf(command);
  }

  /** True if the command starts a JVM itself, which must then have had the agent. */
  public boolean isJava() {
    return JavaCommand.is(command);
  }

  /**
   * Starts it with the streams of this process.
   *
   * @throws IOException if there is no such program or it cannot be started
   */
  Process start() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(prepared()).inheritIO();
    addTo(builder.environment());
    return builder.start();
  }

  List<String> prepared() {
    return isJava() ? JavaCommand.withOption(command, agent.word()) : command;
  }

  void addTo(Map<String, String> environment) {
    AgentArgument inherited =
        isJava()
            ? agent.with("unless-parent", String.valueOf(ProcessHandle.current().pid()))
            : agent;
    environment.merge(TOOL_OPTIONS, inherited.quoted(), (before, more) -> before + " " + more);
  }
}
