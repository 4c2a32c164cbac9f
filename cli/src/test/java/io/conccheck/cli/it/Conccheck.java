package io.conccheck.cli.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the packaged {@code conccheck.jar} as a process of its own, in a folder of its own. */
final class Conccheck {

  static final Path JAR = Path.of("target/conccheck.jar").toAbsolutePath();
  static final Path CLASSES = Path.of("target/test-classes").toAbsolutePath();
  static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();
  private static final long TIMEOUT_SECONDS = 120;

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> prefix = new ArrayList<>();

  Conccheck(Path folder) {
    this.folder = folder;
  }

  /** What a process left behind. */
  record Result(int exitCode, String stdout, String stderr) {
    String lastError() {
      return stderr.lines().reduce("", (a, b) -> b);
    }
  }

  Conccheck environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Words in front of the whole command, such as {@code setsid}. */
  Conccheck under(String... words) {
    prefix.addAll(List.of(words));
    return this;
  }

  /** The words of the command that starts conccheck with those arguments. */
  static List<String> words(String... arguments) {
    List<String> words = new ArrayList<>(List.of(JAVA, "-jar", JAR.toString()));
    words.addAll(List.of(arguments));
    return words;
  }

  Result run(String... arguments) throws IOException, InterruptedException {
    return await(start(arguments));
  }

  Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(words(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().keySet().removeIf(k -> k.startsWith("CONCCHECK_"));
    builder.environment().putAll(environment);
    return builder
        .redirectOutput(folder.resolve("stdout.txt").toFile())
        .redirectError(folder.resolve("stderr.txt").toFile())
        .start();
  }

  Result await(Process process) throws IOException, InterruptedException {
    if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
      throw new AssertionError("did not end: " + text("stdout.txt") + text("stderr.txt"));
    }
    return new Result(process.exitValue(), text("stdout.txt"), text("stderr.txt"));
  }

  /** Waits until stdout holds that text. */
  void awaitOutput(Process process, String text) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    while (!text("stdout.txt").contains(text)) {
      if (System.nanoTime() > end || !process.isAlive()) {
        throw new AssertionError("never printed " + text + ": " + text("stderr.txt"));
      }
      Thread.sleep(20);
    }
  }

  private String text(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  /** The words that run a class of the test sources. */
  static String[] program(Class<?> main, String... arguments) {
    List<String> words = new ArrayList<>(List.of(JAVA, "-cp", CLASSES.toString(), main.getName()));
    words.addAll(List.of(arguments));
    return words.toArray(new String[0]);
  }

  /** Options, then {@code --}, then a command. */
  static String[] run(List<String> options, String... command) {
    List<String> words = new ArrayList<>(List.of("run"));
    words.addAll(options);
    words.add("--");
    words.addAll(List.of(command));
    return words.toArray(new String[0]);
  }
}
