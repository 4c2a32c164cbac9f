package io.conccheck.cli;

import io.conccheck.cli.commands.Cli;

/** Entry of the command line. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    System.exit(Cli.run(args));
  }
}
