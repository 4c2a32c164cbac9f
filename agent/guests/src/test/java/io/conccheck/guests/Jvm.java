package io.conccheck.guests;

import io.conccheck.findings.Finding;
import io.conccheck.findings.Severity;
import io.conccheck.findings.log.FindingsLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts programs on the JDKs beside the running one. */
final class Jvm {

  static final String CLASS_PATH = System.getProperty("java.class.path");
  private static final Path AGENT = Path.of("../target/conccheck-agent.jar").toAbsolutePath();
  private static final long TIMEOUT_MINUTES = 10;

  private Jvm() {}

  /** The oldest and the newest JDK there, of those from 17 to 25. */
  static List<Path> homes() throws IOException {
    Path running = Path.of(System.getProperty("java.home")).toRealPath();
    List<Path> found = new ArrayList<>(List.of(running));
    try (Stream<Path> beside = Files.list(running.getParent())) {
      beside.filter(h -> version(h) == 17 || version(h) == 25).sorted().forEach(found::add);
    }
    List<Path> homes = new ArrayList<>();
    for (int v : new int[] {17, 25}) {
      found.stream().filter(h -> version(h) == v).findFirst().ifPresent(homes::add);
    }
    System.out.println("guests run on " + homes);
    return homes.isEmpty() ? List.of(running) : homes;
  }

  static int version(Path home) {
    try {
      return Files.readAllLines(home.resolve("release")).stream()
          .filter(l -> l.startsWith("JAVA_VERSION="))
          .map(l -> Integer.parseInt(l.replaceAll("[^\"]*\"(\\d+).*", "$1")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  /** The option that starts the agent, with its log in that folder. */
  static String agent(Path folder) {
    return "-javaagent:" + AGENT + "=out=" + folder.resolve("log.jsonl").toAbsolutePath();
  }

  /** The jar on the class path whose name begins so. */
  static Path jar(String name) {
    return Stream.of(CLASS_PATH.split(java.io.File.pathSeparator))
        .map(Path::of)
        .filter(p -> p.getFileName().toString().startsWith(name))
        .findFirst()
        .orElseThrow();
  }

  /** Runs to the end; the standard output. */
  static String run(Path home, Path folder, List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(home.resolve("bin/java").toString()));
    command.addAll(arguments);
    Process p =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("stdout").toFile())
            .redirectError(folder.resolve("stderr").toFile())
            .start();
    if (!p.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
      p.destroyForcibly();
      throw new AssertionError(
          "does not end: " + command + Files.readString(folder.resolve("stderr")));
    }
    String out = Files.readString(folder.resolve("stdout"));
    if (p.exitValue() != 0) {
      throw new AssertionError(out + Files.readString(folder.resolve("stderr")));
    }
    return out;
  }

  /** What was found in the last run, notes left out. */
  static List<String> findings(Path folder) throws IOException {
    return FindingsLog.read(folder.resolve("log.jsonl")).findings().stream()
        .filter(f -> f.severity() != Severity.NOTE)
        .map(f -> f.ruleId() + " " + symbol(f))
        .toList();
  }

  private static String symbol(Finding f) {
    return f.subject().symbols().get(0);
  }
}
