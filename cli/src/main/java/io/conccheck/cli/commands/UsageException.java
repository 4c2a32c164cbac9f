package io.conccheck.cli.commands;

/** Wrong usage or configuration: exit code 2, the message as the last line on stderr. */
final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes one.
   *
   * @param message lower-case start, no final stop, names in backticks
   */
  UsageException(String message) {
    super(message);
  }
}
