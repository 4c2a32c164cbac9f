package io.conccheck.agent.spi;

import io.conccheck.findings.Severity;
import java.util.List;
import java.util.function.Consumer;

/**
 * The agent's options: those of the whole agent are named here, a detector's own by {@link
 * Detector#options()}.
 *
 * <p>Given as {@code -javaagent:conccheck-agent.jar=key=value,key=value}. The text is split at
 * commas; a piece without {@code =} continues the value before it ({@code
 * detectors=race,deadlock}); {@code \,} is a comma that does not split. An option not given there
 * is looked for as {@code -Dconccheck.KEY}, then as environment variable {@code CONCCHECK_KEY}
 * (upper case, {@code _} for {@code -}), then in the file {@code conccheck.properties} of the
 * working directory. An unknown key or a value that cannot be read costs one line on stderr.
 */
public interface Options {

  Option OUT =
      new Option("out", "conccheck-%p.jsonl", "the findings log; %p is the pid, %t the time");
  Option INCLUDE = new Option("include", "", "globs of the only classes watched; empty means all");
  Option EXCLUDE = new Option("exclude", "", "globs of classes not watched; wins over include");
  Option DETECTORS = new Option("detectors", "", "the detectors that run; empty means all");
  Option FAIL_ON =
      new Option("fail-on", "error", "the mildest severity that counts for exitcode, or never");
  Option EXITCODE =
      new Option("exitcode", "0", "exit code of a program that ends with 0 but has findings");
  Option QUIET = new Option("quiet", "false", "no findings and no summary on stderr");

  Option JVM =
      new Option(
          "jvm",
          "",
          "globs of the main classes whose JVMs are watched; the word programs stands for all but"
              + " build tools; empty means all");
  Option UNLESS_PARENT =
      new Option("unless-parent", "", "stand back in a JVM that was started by this process id");

  /** The options of the whole agent. */
  List<Option> GENERAL =
      List.of(OUT, INCLUDE, EXCLUDE, DETECTORS, FAIL_ON, EXITCODE, QUIET, JVM, UNLESS_PARENT);

  /** The value as one text, escapes resolved. */
  String text(Option option);

  /** The value split at commas, without empty pieces. */
  List<String> list(Option option);

  /**
   * Hands each piece of the value to the reader. A piece that it refuses, by an {@link
   * IllegalArgumentException}, is passed over and told once.
   *
   * @param form what a piece should look like
   */
  void each(Option option, String form, Consumer<String> reader);

  /** True if the value is {@code true}. */
  boolean flag(Option option);

  /** The value, which is one of these words; the standard one otherwise. */
  String choice(Option option, String... words);

  /** The value as a whole number, 0 or more. */
  long number(Option option);

  /** The value as milliseconds: {@code 500ms}, {@code 5s}, {@code 2m}; a bare number is seconds. */
  long millis(Option option);

  /** The mildest severity that gates, or null for {@code never}. */
  Severity failOn();
}
