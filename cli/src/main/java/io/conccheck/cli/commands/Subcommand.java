package io.conccheck.cli.commands;

import java.util.concurrent.Callable;

/**
 * One command of the command line, registered as a service. Its result is the exit code; a {@link
 * UsageException} is exit code 2.
 */
public interface Subcommand extends Callable<Integer> {}
