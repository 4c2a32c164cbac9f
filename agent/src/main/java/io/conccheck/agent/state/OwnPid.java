package io.conccheck.agent.state;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The number of this process. {@link ProcessHandle} knows it too, but its initialiser makes a pool
 * of threads, which is dear while the program waits to begin.
 */
public final class OwnPid {

  private static final String STATUS = "/proc/self/status";
  private static final String KEY = "\nNSpid:"; // one number for each PID namespace, ours last

  private OwnPid() {}

  /** The number by which this process is known in its own PID namespace. */
  public static long get() {
    try (InputStream in = new FileInputStream(STATUS)) {
      String status = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      int key = status.indexOf(KEY);
      int end = status.indexOf('\n', key + 1);
      if (key >= 0 && end > key) {
        String line = status.substring(key, end);
        return Long.parseLong(line.substring(line.lastIndexOf('\t') + 1));
      }
    } catch (IOException | RuntimeException e) {
      // not Linux, or an old one: ask the JDK
    }
    return ProcessHandle.current().pid();
  }
}
