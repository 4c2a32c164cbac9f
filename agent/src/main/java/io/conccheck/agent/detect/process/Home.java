package io.conccheck.agent.detect.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * What a process inherits and mostly keeps whatever group or session it goes into: its working
 * folder and its environment. Both are this JVM's for whatever its children start, as a rule, and
 * may be looked at only of processes of the same user.
 */
final class Home {

  private static final Path PROC = Path.of("/proc");

  /** What shells set for each of their commands. */
  private static final Set<String> SHELLS = Set.of("_", "PWD", "OLDPWD", "SHLVL");

  private Path folder;
  private Set<String> environment; // null until first needed

  /** True if that process has this JVM's folder, and of its environment all. */
  boolean isOf(long pid) {
    try {
      if (environment == null) {
        folder = folder("self");
        environment = environment("self");
      }
      return folder.equals(folder(Long.toString(pid)))
          && environment(Long.toString(pid)).containsAll(environment);
    } catch (IOException | UnsupportedOperationException | SecurityException e) {
      return false; // another user's, ended meanwhile, or a system without such files
    }
  }

  private static Path folder(String process) throws IOException {
    return Files.readSymbolicLink(PROC.resolve(process).resolve("cwd"));
  }

  private static Set<String> environment(String process) throws IOException {
    byte[] text = Files.readAllBytes(PROC.resolve(process).resolve("environ"));
    Set<String> all =
        new HashSet<>(Arrays.asList(new String(text, StandardCharsets.ISO_8859_1).split("\0")));
    all.removeIf(v -> SHELLS.contains(v.substring(0, Math.max(0, v.indexOf('=')))));
    return all;
  }
}
