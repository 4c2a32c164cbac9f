package io.conccheck.cli.samples;

import io.conccheck.findings.Finding;
import io.conccheck.findings.log.FindingsLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs one program in a JVM of its own under the agent. Output goes to files, for a pipe would stay
 * open as long as a child that the program leaves behind.
 *
 * @param java the JVM to run
 * @param agent the packaged agent
 * @param classpath folder of classes
 */
record Fork(Path java, Path agent, Path classpath) {

  /** A program that runs longer than this is taken for hung and ended. */
  static final int LIMIT_SECONDS = 180;

  /** Programs of a second do not live to profit from the second compiler, and start faster. */
  private static final String ONE_COMPILER = "-XX:TieredStopAtLevel=1";

  /**
   * What a run left behind.
   *
   * @param exit exit code, or -1 if the program had to be ended
   * @param findings what the agent logged
   * @param problem why the log cannot be trusted, or null
   * @param stderr what the program and the agent printed
   */
  record Outcome(int exit, List<Finding> findings, String problem, String stderr) {

    /** What is wrong with the run itself, findings aside; empty if nothing. */
    List<String> complaints() {
      List<String> all = new ArrayList<>();
      if (exit != 0) {
        all.add(exit < 0 ? "had to be ended" : "ended with " + exit);
      }
      if (problem != null) {
        all.add(problem);
      }
      if (!all.isEmpty()) {
        all.add("stderr: " + stderr);
      }
      return all;
    }
  }

  /**
   * Runs a program to its end.
   *
   * @param folder an empty folder, the program's working directory
   */
  Outcome run(String mainClass, Path folder) throws IOException, InterruptedException {
    Path log = folder.resolve("findings.jsonl");
    Path err = folder.resolve("stderr.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
                java.toString(),
                ONE_COMPILER,
                "-javaagent:" + agent + "=linger=1s,watchdog=1s,out=" + log,
                "-cp",
                classpath.toString(),
                mainClass)
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("stdout.txt").toFile())
            .redirectError(err.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(
            k ->
                k.startsWith("CONCCHECK_")
                    || k.endsWith("JAVA_OPTIONS")
                    || k.equals("JAVA_TOOL_OPTIONS"));
    Process jvm = builder.start();
    jvm.getOutputStream().close();
    int exit = -1;
    if (jvm.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      exit = jvm.exitValue();
    } else {
      jvm.destroyForcibly().waitFor();
    }
    return outcome(exit, log, Files.readString(err));
  }

  static Outcome outcome(int exit, Path log, String stderr) throws IOException {
    if (!Files.exists(log)) {
      return new Outcome(exit, List.of(), "the agent wrote no log", stderr);
    }
    FindingsLog read = FindingsLog.read(log);
    String problem = null;
    if (read.tear() != null) {
      problem = "the log is torn: " + read.tear();
    } else if (read.end() == null) {
      problem = "the log has no end";
    } else if (!read.problems().isEmpty()) {
      problem = "the log tells problems: " + read.problems();
    }
    return new Outcome(exit, read.findings(), problem, stderr);
  }
}
