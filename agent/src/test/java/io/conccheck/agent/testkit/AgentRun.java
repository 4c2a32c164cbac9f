package io.conccheck.agent.testkit;

import io.conccheck.findings.Finding;
import io.conccheck.findings.log.FindingsLog;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program under the packaged agent in a JVM of its own, in an empty working directory. The
 * program is a class of the test sources outside {@code io.conccheck}, for the agent does not watch
 * itself.
 */
public final class AgentRun {

  private static final Path JAR = Path.of("target/conccheck-agent.jar").toAbsolutePath();
  private static final Path FOLDERS = Path.of("target").toAbsolutePath();
  private static final long TIMEOUT_SECONDS = 240;
  private static final long DUMP_SECONDS = 3;

  private final String main;
  private final Path classes;
  private final List<String> options = new ArrayList<>();
  private final List<String> launcher = new ArrayList<>();
  private final List<String> jvm = new ArrayList<>();
  private final List<String> arguments = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private final StringBuilder libraries = new StringBuilder();
  private Jdk jdk = Jdk.all().get(0);
  private Path folder;

  private AgentRun(String main, Path classes) {
    this.main = main;
    this.classes = classes;
  }

  /** A run of that class's {@code main}. */
  public static AgentRun of(Class<?> main) {
    return of(main.getName(), Path.of("target/test-classes"));
  }

  /** A run of the main class of that name from that folder of classes. */
  public static AgentRun of(String main, Path classes) {
    return new AgentRun(main, classes.toAbsolutePath());
  }

  public AgentRun on(Jdk which) {
    jdk = which;
    return this;
  }

  /** Gives the program those entries of this JVM's class path whose names hold one of the words. */
  public AgentRun with(String... words) {
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      for (String word : words) {
        if (Path.of(entry).getFileName().toString().contains(word)) {
          libraries.append(File.pathSeparator).append(Path.of(entry).toAbsolutePath());
        }
      }
    }
    return this;
  }

  /** Adds agent options, {@code key=value}. */
  public AgentRun options(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  /** The command that starts the JVM and whatever it is told after that. */
  public AgentRun launcher(String... command) {
    launcher.addAll(List.of(command));
    return this;
  }

  /** Adds JVM options, in front of the agent. */
  public AgentRun jvm(String... more) {
    jvm.addAll(List.of(more));
    return this;
  }

  public AgentRun args(String... more) {
    arguments.addAll(List.of(more));
    return this;
  }

  public AgentRun environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Runs in that folder, not in a new one. */
  public AgentRun in(Path workingDirectory) {
    folder = workingDirectory;
    return this;
  }

  /** Runs the program to its end. */
  public Result run() throws IOException, InterruptedException {
    return start().await();
  }

  /** Starts the program. */
  public Running start() throws IOException {
    if (folder == null) {
      folder = Files.createTempDirectory(FOLDERS, "agent-run");
    }
    List<String> command = new ArrayList<>(launcher);
    command.add(jdk.java().toString());
    command.addAll(jvm);
    String separator = options.isEmpty() ? "" : "=";
    command.add("-javaagent:" + JAR + separator + String.join(",", options));
    command.addAll(List.of("-cp", classes.toString() + libraries, main));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(k -> k.startsWith("CONCCHECK_"));
    builder.environment().putAll(environment);
    builder.redirectOutput(folder.resolve("stdout").toFile());
    builder.redirectError(folder.resolve("stderr").toFile());
    return new Running(builder.start(), folder);
  }

  /** A program that runs. */
  public record Running(Process process, Path folder) {

    public Result await() throws IOException, InterruptedException {
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        dumpThreads();
        process.destroyForcibly().waitFor();
        throw new AssertionError(
            "the program did not end: " + text("stdout") + "\n" + text("stderr"));
      }
      return new Result(process.exitValue(), process.pid(), text("stdout"), text("stderr"), folder);
    }

    /** Has the JVM print where its threads are; to its standard output. */
    private void dumpThreads() throws IOException, InterruptedException {
      new ProcessBuilder("kill", "-QUIT", String.valueOf(process.pid())).start().waitFor();
      process.waitFor(DUMP_SECONDS, TimeUnit.SECONDS);
    }

    /** Waits until the program has printed that text. */
    public Running awaitOutput(String text) throws IOException, InterruptedException {
      return await("stdout", text);
    }

    /** Waits until the agent has told that on the program's standard error. */
    public Running awaitTold(String text) throws IOException, InterruptedException {
      return await("stderr", text);
    }

    private Running await(String file, String text) throws IOException, InterruptedException {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
      while (!text(file).contains(text)) {
        if (System.nanoTime() > end || !process.isAlive()) {
          throw new AssertionError(
              "never printed `" + text + "`: " + text("stdout") + "\n" + text("stderr"));
        }
        Thread.sleep(20);
      }
      return this;
    }

    private String text(String file) throws IOException {
      return Files.readString(folder.resolve(file));
    }
  }

  /** What a program left behind. */
  public record Result(int exitCode, long pid, String stdout, String stderr, Path folder) {

    /** Path of the log under its standard name. */
    public Path logFile() {
      return folder.resolve("conccheck-" + pid + ".jsonl");
    }

    public FindingsLog log() {
      try {
        return FindingsLog.read(logFile());
      } catch (IOException e) {
        throw new AssertionError("no log; stderr was: " + stderr, e);
      }
    }

    public List<Finding> findings() {
      return log().findings();
    }

    /** The findings of that rule. */
    public List<Finding> findings(String ruleId) {
      return findings().stream().filter(f -> f.ruleId().equals(ruleId)).toList();
    }
  }
}
