package io.conccheck.cli.commands;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * One command of the command line, registered as a service. Its result is the exit code; a {@link
 * UsageException} is exit code 2.
 */
public interface Subcommand extends Callable<Integer> {

  /** Adds options that are known only at run time. */
  default void extend(CommandSpec spec) {}
}
