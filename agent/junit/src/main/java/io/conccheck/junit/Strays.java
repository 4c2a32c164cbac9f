package io.conccheck.junit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Processes that a test has started by way of others and that are no children of this JVM any more:
 * their parents have ended, and maybe they went into a session of their own, as daemons do. They
 * still have this JVM's working folder and environment, which is how they are known; who has
 * changed both is not found. Needs Linux's process table, finds nothing without.
 */
final class Strays {

  private static final Path PROC = Path.of("/proc");

  /** What shells set for each of their commands. */
  private static final Set<String> SHELLS = Set.of("_", "PWD", "OLDPWD", "SHLVL");

  private static final int PARENT = 1; // fields of the process table after the name
  private static final int SESSION = 3;

  private Strays() {}

  /** The numbers of all processes of the machine. */
  static Set<Long> pids() {
    Set<Long> pids = new HashSet<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[1-9]*")) {
      for (Path p : all) {
        pids.add(Long.parseLong(p.getFileName().toString()));
      }
    } catch (IOException | NumberFormatException e) {
      return Set.of(); // no such table
    }
    return pids;
  }

  /** Those that run, are strays of this JVM and were not there before. */
  static List<ProcessHandle> since(Set<Long> before) {
    List<ProcessHandle> strays = new ArrayList<>();
    for (long pid : before.isEmpty() ? before : pids()) {
      if (!before.contains(pid) && isStray(pid)) {
        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).ifPresent(strays::add);
      }
    }
    return strays;
  }

  private static boolean isStray(long pid) {
    try {
      String[] fields = fields(Long.toString(pid));
      String[] own = fields("self");
      return !fields[0].equals("Z")
          && isAdopter(fields[PARENT], own[SESSION])
          && folder(Long.toString(pid)).equals(folder("self"))
          && environment(Long.toString(pid)).containsAll(environment("self"));
    } catch (IOException | ArrayIndexOutOfBoundsException | SecurityException e) {
      return false; // another user's, or it has ended meanwhile
    }
  }

  /**
   * True for the first process and whoever else is not of this session: shells of it start much.
   */
  private static boolean isAdopter(String pid, String session) throws IOException {
    boolean own = pid.equals(Long.toString(ProcessHandle.current().pid()));
    return pid.equals("1") || !own && !fields(pid)[SESSION].equals(session);
  }

  private static String[] fields(String process) throws IOException {
    String stat = text(PROC.resolve(process).resolve("stat"));
    return stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ");
  }

  private static Path folder(String process) throws IOException {
    return Files.readSymbolicLink(PROC.resolve(process).resolve("cwd"));
  }

  private static Set<String> environment(String process) throws IOException {
    String environ = text(PROC.resolve(process).resolve("environ"));
    Set<String> all = new HashSet<>(Arrays.asList(environ.split("\0")));
    all.removeIf(v -> SHELLS.contains(v.substring(0, Math.max(0, v.indexOf('=')))));
    return all;
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }
}
