package io.conccheck.cli.commands;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line as a whole: what stands before the first command. */
@Command(
    name = "conccheck",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Finds concurrency bugs in Java programs: in their sources and while they run.",
    footer = {
      "",
      "Exit codes: 0 clean, 1 findings at or above the gate, 2 wrong usage, 3 incomplete",
      "(files unread, agent never started, log torn, time-out). `run` hands on the program's",
      "own code if that is not 0.",
      "",
      "First steps:",
      "  conccheck demo",
      "  conccheck scan src/main/java",
      "  conccheck run -- java -jar app.jar"
    })
final class Root implements Runnable {

  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new UsageException("no command given; see `conccheck --help`");
  }
}
