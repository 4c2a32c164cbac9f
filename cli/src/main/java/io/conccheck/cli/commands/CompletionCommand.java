package io.conccheck.cli.commands;

import com.google.auto.service.AutoService;
import java.io.PrintWriter;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a script that completes command lines in a shell. */
@AutoService(Subcommand.class)
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Prints a completion script for bash and zsh: source <(conccheck completion)")
public final class CompletionCommand implements Subcommand {

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(AutoComplete.bash("conccheck", spec.root().commandLine()));
    out.print('\n');
    out.flush();
    return 0;
  }
}
