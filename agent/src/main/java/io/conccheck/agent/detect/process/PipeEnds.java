package io.conccheck.agent.detect.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * The pipes that a process has as its standard streams, by the names that Linux gives them: {@code
 * pipe:[4711]}. Both ends of a pipe have the same name, no two pipes have, and what a child starts
 * inherits its streams: who holds a pipe that this JVM made for a child descends from that child.
 */
final class PipeEnds {

  private static final Path PROC = Path.of("/proc");

  private PipeEnds() {}

  /** The pipes behind this JVM's own descriptors; a negative one stands for none. */
  static Set<String> own(int[] descriptors) {
    return named("self", descriptors);
  }

  /** The pipes among the standard streams of that process; empty if it may not be looked at. */
  static Set<String> of(long pid) {
    return named(Long.toString(pid), new int[] {0, 1, 2});
  }

  private static Set<String> named(String process, int[] descriptors) {
    Set<String> names = new HashSet<>();
    Path folder = PROC.resolve(process).resolve("fd");
    for (int d : descriptors) {
      String name = d < 0 ? "" : target(folder.resolve(Integer.toString(d)));
      if (name.startsWith("pipe:")) {
        names.add(name);
      }
    }
    return names;
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException | UnsupportedOperationException | SecurityException e) {
      return ""; // another user's, ended meanwhile, or a system without such links
    }
  }
}
