package io.conccheck.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The last words are heard where not a byte of memory is left. */
class LastWordsIT {

  @Test
  void areToldWithoutAnyMemory() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx16m",
                "-cp",
                String.join(File.pathSeparator, "target/classes", "target/test-classes"),
                FullMemory.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(output).contains("conccheck: incomplete: 16 MiB of memory are not enough");
    assertThat(process.waitFor()).isEqualTo(3);
  }

  /** Fills its memory to the brim, and keeps it full. */
  static final class FullMemory {
    private static Object[] held;

    public static void main(String[] args) {
      LastWords lastWords = new LastWords();
      int code = 0;
      for (int size = 1 << 20; size > 0; size = size == 1 ? 0 : size >> 1) {
        try {
          while (true) {
            Object[] more = new Object[size];
            more[0] = held;
            held = more;
          }
        } catch (OutOfMemoryError e) {
          code = size == 1 ? lastWords.outOfMemory() : 0;
        }
      }
      Runtime.getRuntime().halt(code);
    }
  }
}
