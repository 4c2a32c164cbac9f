package io.conccheck.cli.doctor;

import com.google.auto.service.AutoService;
import io.conccheck.cli.launch.AgentArgument;
import io.conccheck.cli.launch.AgentJar;
import io.conccheck.cli.launch.LogFolder;
import io.conccheck.cli.launch.Program;
import io.conccheck.cli.launch.Trial;
import io.conccheck.findings.log.FindingsLog;
import io.conccheck.findings.log.LogRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether the agent starts in another JVM: it puts its boot classes into the boot loader, weaves,
 * and writes a log with an end.
 */
@AutoService(Check.class)
public final class AgentCheck implements Check {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Override
  public int order() {
    return 20;
  }

  @Override
  public List<Result> look() {
    try (LogFolder folder = LogFolder.temporary()) {
      Path jar = AgentJar.file();
      Map<String, String> options = new LinkedHashMap<>(Map.of("out", folder.pattern()));
      Program program = new Program(command(), new AgentArgument(jar, options));
      Trial.Outcome outcome = Trial.run(program, LIMIT);
      return judge(jar, outcome, folder.logs());
    } catch (IOException e) {
      return List.of(
          Result.fail(
              "the agent cannot be tried: " + e.getMessage(),
              "Run the packaged jar, and make the temporary folder writable."));
    }
  }

  /**
   * This very JVM's launcher and class path; the class prints which loader has the boot classes.
   */
  private static List<String> command() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(java, "-cp", System.getProperty("java.class.path"), BootProbe.class.getName());
  }

  private static List<Result> judge(Path jar, Trial.Outcome outcome, List<Path> logs)
      throws IOException {
    List<Result> results = new ArrayList<>();
    String mend = "Run with `-v`, and report it together with what is printed here.";
    if (logs.isEmpty() || outcome.exitCode() != 0) {
      results.add(
          Result.fail(
              "the agent does not start in a JVM of its own (exit code "
                  + outcome.exitCode()
                  + "): "
                  + outcome.firstLine(),
              "Take other agents and JVM options away and try again."));
      return results;
    }
    FindingsLog log = FindingsLog.read(logs.get(0));
    if (log.end() == null || !log.end().status().equals(LogRecord.End.COMPLETE)) {
      String why = log.problems().isEmpty() ? "it has no end" : log.problems().get(0).message();
      results.add(Result.fail("the agent's log is incomplete: " + why, mend));
    } else {
      results.add(Result.ok("the agent starts and writes its log (" + jar + ")"));
    }
    results.add(
        outcome.output().contains(BootProbe.YES)
            ? Result.ok("its boot classes are in the boot loader")
            : Result.fail("its boot classes are not in the boot loader", mend));
    return results;
  }
}
