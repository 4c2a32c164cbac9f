package io.conccheck.cli.doctor;

/** The program that {@link AgentCheck} runs under the agent. */
final class BootProbe {

  static final String YES = "boot classes: there";
  static final String NO = "boot classes: missing";

  private BootProbe() {}

  public static void main(String[] args) {
    try {
      Class.forName("io.conccheck.agent.boot.AgentLoader", false, null);
      System.out.println(YES);
    } catch (ClassNotFoundException e) {
      System.out.println(NO);
    }
  }
}
