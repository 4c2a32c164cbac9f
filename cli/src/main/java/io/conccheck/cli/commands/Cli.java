package io.conccheck.cli.commands;

import io.conccheck.cli.pipeline.Verdict;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import picocli.CommandLine;

/** Puts the command line together from the registered commands and runs it. */
public final class Cli {

  private Cli() {}

  /** Runs one command line to its exit code. Never throws. */
  public static int run(String[] args) {
    LastWords lastWords = new LastWords();
    try {
      return commandLine().execute(args);
    } catch (OutOfMemoryError e) {
      return lastWords.outOfMemory();
    }
  }

  /** The command line with all its commands, sorted by name. */
  static CommandLine commandLine() {
    CommandLine root = new CommandLine(new Root());
    List<CommandLine> commands = new ArrayList<>();
    for (Subcommand c : ServiceLoader.load(Subcommand.class, Cli.class.getClassLoader())) {
      CommandLine command = new CommandLine(c);
      c.extend(command.getCommandSpec());
      commands.add(command);
    }
    commands.sort(Comparator.comparing(CommandLine::getCommandName));
    commands.forEach(c -> root.addSubcommand(c.getCommandName(), c));
    root.setParameterExceptionHandler((e, given) -> usage(e.getCommandLine(), Complaint.of(e)));
    root.setExecutionExceptionHandler((e, command, parsed) -> failed(e, command));
    root.setUsageHelpAutoWidth(true);
    return root;
  }

  private static int failed(Exception e, CommandLine command) {
    if (e instanceof UsageException) {
      return usage(command, e.getMessage());
    }
    PrintWriter err = command.getErr();
    e.printStackTrace(err);
    err.println("conccheck: failed, this is a bug of conccheck itself: " + e);
    return Verdict.INCOMPLETE;
  }

  private static int usage(CommandLine command, String cause) {
    command.getErr().println("see `" + command.getCommandSpec().qualifiedName() + " --help`");
    command.getErr().println("conccheck: " + cause);
    return Verdict.USAGE;
  }
}
