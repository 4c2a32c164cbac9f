package io.conccheck.cli.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A program of ours under the agent, out of the user's sight: its output is kept, not shown. */
public final class Trial {

  /**
   * What came of it.
   *
   * @param output stdout and stderr together
   * @param timedOut whether it had to be ended
   */
  public record Outcome(int exitCode, String output, boolean timedOut) {

    /** The first line of the output, for messages. */
    public String firstLine() {
      return output.lines().findFirst().orElse("no output");
    }
  }

  private Trial() {}

  /**
   * Runs it to its end, or to the limit. It ends with us if we are ended.
   *
   * @throws IOException if it cannot be started
   */
  public static Outcome run(Program program, Duration limit) throws IOException {
    Path output = Files.createTempFile("conccheck-trial-", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(program.prepared())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      Process process = builder.start();
      process.getOutputStream().close();
      Thread hook = new Thread(process::destroyForcibly);
      Runtime.getRuntime().addShutdownHook(hook);
      boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        process.destroyForcibly().waitFor();
      }
      Runtime.getRuntime().removeShutdownHook(hook);
      String text = Files.readString(output, StandardCharsets.ISO_8859_1);
      return new Outcome(process.exitValue(), text, !ended);
    } catch (InterruptedException e) {
      throw new IOException("interrupted while a program ran", e);
    } finally {
      Files.deleteIfExists(output);
    }
  }
}
