package io.conccheck.cli.commands;

import io.conccheck.cli.pipeline.Verdict;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What is told when memory runs out. It is put into words while there is memory, and telling it
 * allocates nothing: threads that still work may fill at once whatever becomes free.
 */
final class LastWords {

  private final OutputStream err = new FileOutputStream(FileDescriptor.err);
  private final byte[] words;
  private byte[] reserve = new byte[1 << 20]; // what ending the JVM needs

  LastWords() {
    String text =
        "conccheck: incomplete: "
            + (Runtime.getRuntime().maxMemory() >> 20)
            + " MiB of memory are not enough; CONCCHECK_JAVA_OPTS=-Xmx4g gives 4 GiB"
            + System.lineSeparator();
    words = text.getBytes(StandardCharsets.UTF_8);
  }

  /** Tells that memory ran out, and gives the exit code for that. */
  int outOfMemory() {
    reserve = null;
    try {
      err.write(words);
    } catch (IOException e) {
      return Verdict.INCOMPLETE; // nobody listens: the code alone tells
    }
    return Verdict.INCOMPLETE;
  }
}
