package io.conccheck.cli;

import io.conccheck.cli.commands.Cli;

/** Entry of the command line. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    int code = Cli.run(args);
    try {
      System.exit(code);
    } finally {
      Runtime.getRuntime().halt(code); // an exit that fails for want of memory
    }
  }
}
