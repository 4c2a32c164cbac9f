package io.conccheck.analyzer.source;

import java.io.IOException;

/**
 * A source file that can be read more than once.
 *
 * @param path how findings name the file, with forward slashes; of an archive's entry {@code
 *     archive!/entry}
 * @param reader reads the bytes anew at each call
 */
public record SourceFile(String path, Reader reader) implements Comparable<SourceFile> {

  /** Gives a file's bytes. */
  @FunctionalInterface
  public interface Reader {
    /**
     * Reads the whole file.
     *
     * @throws IOException if it cannot be read
     */
    byte[] read() throws IOException;
  }

  @Override
  public int compareTo(SourceFile other) {
    return path.compareTo(other.path);
  }
}
