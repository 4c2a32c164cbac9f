package io.conccheck.cli.commands;

import com.google.auto.service.AutoService;
import io.conccheck.cli.launch.AgentArgument;
import io.conccheck.cli.launch.AgentJar;
import io.conccheck.cli.launch.Leftovers;
import io.conccheck.cli.launch.LogFolder;
import io.conccheck.cli.launch.Program;
import io.conccheck.cli.launch.Tries;
import io.conccheck.cli.launch.Watch;
import io.conccheck.cli.pipeline.LockTable;
import io.conccheck.cli.pipeline.LogSet;
import io.conccheck.cli.pipeline.Pipeline;
import io.conccheck.cli.pipeline.Words;
import io.conccheck.findings.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a program under the agent and reports. */
@AutoService(Subcommand.class)
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    customSynopsis = "conccheck run [OPTION]... -- COMMAND [ARGUMENT]...",
    description = {
      "Runs a program, and every JVM it starts, under the agent; reports when it has ended.",
      "Streams, signals and the exit code are the program's own."
    })
public final class RunCommand implements Subcommand {

  /** Where tries are kept if the user names no folder. */
  private static final String HANGS = "conccheck-tries";

  @Spec CommandSpec spec;
  @Mixin ReportOptions reporting;
  @Mixin SourceOptions sources;

  @Parameters(
      paramLabel = "COMMAND",
      arity = "1..*",
      description = "The program and its arguments.")
  List<String> command;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "End the program after that time; exit code 3 unless a finding gates.")
  Double timeout;

  @Option(
      names = "--restart",
      paramLabel = "N",
      description =
          "End the program when it stopped answering for good (see --watchdog) and start it again, at"
              + " most N times; the logs and stacks of each try are kept.")
  Integer restarts;

  @Option(
      names = "--logs",
      paramLabel = "DIR",
      description = "Keep the findings logs of all JVMs in a new folder below that one.")
  String logs;

  @Option(
      names = "--jvm",
      paramLabel = "GLOB",
      split = ",",
      description =
          "Watch the JVMs whose main class or jar matches (standard: all but build tools).")
  List<String> jvms = new ArrayList<>();

  @Option(
      names = "--agent",
      paramLabel = "KEY=VALUE",
      description = "Any option of the agent; those that follow as --KEY=VALUE are the same.")
  List<String> agent = new ArrayList<>();

  @Override
  public void extend(CommandSpec command) {
    command.parser().stopAtPositional(true);
    AgentSettings.addTo(command);
  }

  @Override
  public Integer call() {
    Delivery delivery = Delivery.of(reporting);
    List<Path> folders = sources.folders();
    Map<String, String> options = options();
    Duration limit = limit();
    try (LogFolder folder = folder()) {
      options.put("out", folder.pattern());
      Program program = new Program(command, new AgentArgument(AgentJar.file(), options));
      Watch.Ended ended =
          started(new Tries(program, limit, folder, restarts == null ? 0 : restarts));
      LogSet set = new LogSet();
      folder.logs().forEach(set::add);
      List<Finding> findings = new ArrayList<>(set.findings());
      findings.addAll(Leftovers.of(set.logs()));
      RunProblems problems = new RunProblems(ended, program.isJava() && jvms.isEmpty(), timeout);
      return delivery.deliver(
          Pipeline.report(
                  findings, problems.with(set), Words.count(set.logs().size(), "JVM"), folders)
              .with(LockTable.of(set.logs())),
          ended.timedOut() ? 0 : ended.exitCode());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private LogFolder folder() throws IOException {
    String kept = logs == null && restarts != null ? HANGS : logs;
    return kept == null ? LogFolder.temporary() : LogFolder.kept(Paths.of(kept));
  }

  private Watch.Ended started(Tries tries) {
    try {
      return tries.run(line -> System.err.println("conccheck: " + line));
    } catch (IOException e) {
      throw new UsageException("`" + command.get(0) + "` cannot be started: " + Words.reason(e));
    }
  }

  private Map<String, String> options() {
    Map<String, String> options = AgentSettings.given(spec, agent);
    options.putIfAbsent("quiet", "true");
    options.put("jvm", jvms.isEmpty() ? "programs" : String.join(",", jvms));
    options.put("exitcode", "0");
    if (restarts != null) {
      if (restarts < 0) {
        throw new UsageException("`--restart` takes a number, 0 or more");
      }
      options.put("watchdog-action", "halt");
    }
    return options;
  }

  private Duration limit() {
    if (timeout == null) {
      return null;
    }
    if (!(timeout > 0)) {
      throw new UsageException("`--timeout` takes seconds, more than 0");
    }
    return Duration.ofMillis((long) Math.min(timeout * 1000, Long.MAX_VALUE / 1_000_000));
  }
}
