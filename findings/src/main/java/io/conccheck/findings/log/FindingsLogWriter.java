package io.conccheck.findings.log;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Appends records to a findings log, each handed to the operating system before the call returns,
 * so that a killed process loses nothing it has written. Safe for use by several threads.
 */
public final class FindingsLogWriter implements Closeable {

  private final OutputStream out; // guarded by this

  /** Writes to that stream and closes it in the end. */
  public FindingsLogWriter(OutputStream out) {
    this.out = out;
  }

  /**
   * A writer to a new file; folders are made, an old file is replaced.
   *
   * @throws IOException if the file cannot be made
   */
  public static FindingsLogWriter create(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    return new FindingsLogWriter(Files.newOutputStream(file));
  }

  /**
   * Appends one record as one line, in a single write.
   *
   * @throws IOException if the stream fails
   */
  public synchronized void write(LogRecord record) throws IOException {
    byte[] line = (Encoder.encode(record) + "\n").getBytes(StandardCharsets.UTF_8);
    out.write(line);
    out.flush();
  }

  @Override
  public synchronized void close() throws IOException {
    out.close();
  }
}
