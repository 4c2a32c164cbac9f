package io.conccheck.agent.detect.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The process table below one process. Linux tells the children of a process in a file of its own
 * ({@code /proc/PID/task/TID/children}), which costs far less than reading the whole table.
 */
final class Descendants {

  private static final Path PROC = Path.of("/proc");
  private static final boolean LISTED = listed();
  private static final int DEEPEST = 50;

  private Descendants() {}

  private static boolean listed() {
    String self = Long.toString(ProcessHandle.current().pid());
    return Files.isReadable(PROC.resolve(self).resolve("task").resolve(self).resolve("children"));
  }

  /** All live processes below that one, nearest first. */
  static List<ProcessHandle> of(ProcessHandle root) {
    if (!LISTED) {
      return root.descendants().toList();
    }
    List<ProcessHandle> found = new ArrayList<>();
    collect(root.pid(), found, 0);
    return found;
  }

  private static void collect(long pid, List<ProcessHandle> found, int depth) {
    if (depth > DEEPEST) {
      return;
    }
    Path tasks = PROC.resolve(Long.toString(pid)).resolve("task");
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
      for (Path thread : threads) {
        for (String child : read(thread.resolve("children")).split(" ")) {
          add(child.strip(), found, depth);
        }
      }
    } catch (IOException | RuntimeException e) {
      // The process has ended meanwhile: nothing is below it any more.
    }
  }

  private static void add(String pid, List<ProcessHandle> found, int depth) {
    if (pid.isEmpty()) {
      return;
    }
    Optional<ProcessHandle> handle = ProcessHandle.of(Long.parseLong(pid));
    if (handle.isPresent()) {
      found.add(handle.get());
      collect(handle.get().pid(), found, depth + 1);
    }
  }

  /** True if the process has ended and waits to be collected by its parent. */
  static boolean isZombie(long pid) {
    return state(pid) == 'Z';
  }

  /** The state letter of the process table, or 0 where there is none. */
  private static char state(long pid) {
    String[] fields = fields(pid);
    return fields.length == 0 || fields[0].isEmpty() ? 0 : fields[0].charAt(0);
  }

  /** The process group of a process, or -1 where the process table does not tell. */
  static long group(long pid) {
    return number(pid, 2);
  }

  /** The session of a process, or -1 where the process table does not tell. */
  static long session(long pid) {
    return number(pid, 3);
  }

  /**
   * When a process was started, in hundredths of a second since the machine was booted; -1 where
   * the process table does not tell.
   */
  static long startedTicks(long pid) {
    return number(pid, 19);
  }

  private static long number(long pid, int field) {
    String[] fields = fields(pid);
    return fields.length <= field ? -1 : Long.parseLong(fields[field]);
  }

  /** The present moment on the same clock, or -1. */
  static long nowTicks() {
    String uptime = read(PROC.resolve("uptime"));
    int end = uptime.indexOf(' ');
    return end < 0 ? -1 : Math.round(Double.parseDouble(uptime.substring(0, end)) * 100);
  }

  /** State, parent, process group and so on, as the process table has them; empty if it has not. */
  private static String[] fields(long pid) {
    String stat = read(PROC.resolve(Long.toString(pid)).resolve("stat"));
    // pid (name) state ...: the name may hold anything, the last parenthesis ends it
    int end = stat.lastIndexOf(')');
    return end < 0 || end + 2 >= stat.length() ? new String[0] : stat.substring(end + 2).split(" ");
  }

  /** The name that the process table has of a process, or an empty text. */
  static String name(long pid) {
    String stat = read(PROC.resolve(Long.toString(pid)).resolve("stat"));
    int start = stat.indexOf('(');
    int end = stat.lastIndexOf(')');
    return start < 0 || end <= start ? "" : stat.substring(start + 1, end);
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
