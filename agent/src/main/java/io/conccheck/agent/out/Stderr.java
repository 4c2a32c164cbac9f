package io.conccheck.agent.out;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The process's own stderr, whatever the program has made of {@code System.err}. One call is one
 * write, so that lines of other threads do not fall in between.
 */
public final class Stderr {

  private Stderr() {}

  /** Writes that text, line ends included. */
  @SuppressWarnings("resource") // stderr stays open
  public static void print(String text) {
    try {
      new FileOutputStream(FileDescriptor.err).write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // Stderr is closed or full: nobody is left to be told.
    }
  }
}
