package io.conccheck.cli.doctor;

/**
 * What a check saw.
 *
 * @param level whether conccheck works with it
 * @param what one line, lower-case start, no final stop
 * @param mend what to do about it, as an imperative sentence; empty where all is well
 */
public record Result(Level level, String what, String mend) {

  /** How bad it is. */
  public enum Level {
    OK,
    WARN,
    FAIL
  }

  static Result ok(String what) {
    return new Result(Level.OK, what, "");
  }

  static Result warn(String what, String mend) {
    return new Result(Level.WARN, what, mend);
  }

  static Result fail(String what, String mend) {
    return new Result(Level.FAIL, what, mend);
  }
}
