package io.conccheck.agent.detect.thread;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * How many threads of this JVM run or wait for a processor, by Linux's own account: state R of the
 * process table, where a thread that waits for input or output is S. No thread has to answer for
 * it, and nothing is loaded for it, so it is right on a machine that is busy, too.
 */
final class Backlog {

  private static final File TASKS = new File("/proc/self/task");

  private static final int HEAD = 128; // bytes of a line, name and state among them

  private final byte[] line = new byte[HEAD];

  /** The number, or -1 where the process table does not tell. */
  int now() {
    String[] tasks = TASKS.list();
    if (tasks == null) {
      return -1;
    }
    int running = 0;
    for (String task : tasks) {
      running += isRunning(new File(new File(TASKS, task), "stat")) ? 1 : 0;
    }
    return running;
  }

  private boolean isRunning(File stat) {
    try (FileInputStream in = new FileInputStream(stat)) {
      int n = in.read(line);
      String text = n <= 0 ? "" : new String(line, 0, n, StandardCharsets.ISO_8859_1);
      // tid (name) state ...: the name may hold anything, the last parenthesis ends it
      int end = text.lastIndexOf(')');
      return end >= 0 && text.startsWith(" R ", end + 1);
    } catch (IOException e) {
      return false; // it has ended meanwhile
    }
  }
}
