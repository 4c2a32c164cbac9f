package io.conccheck.cli.commands;

import com.google.auto.service.AutoService;
import io.conccheck.cli.pipeline.LockTable;
import io.conccheck.cli.pipeline.LogSet;
import io.conccheck.cli.pipeline.Pipeline;
import io.conccheck.cli.pipeline.Words;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Makes one report of findings logs. */
@AutoService(Subcommand.class)
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Merges findings logs of scans and runs, correlates them and reports.")
public final class ReportCommand implements Subcommand {

  @Mixin ReportOptions reporting;
  @Mixin SourceOptions sources;

  @Parameters(
      paramLabel = "LOG",
      arity = "1..*",
      description = "Findings logs: what the agent writes, and what --format jsonl gives.")
  List<String> logs;

  @Override
  public Integer call() {
    Delivery delivery = Delivery.of(reporting);
    List<Path> folders = sources.folders();
    LogSet set = new LogSet();
    logs.stream().map(Paths::existing).forEach(set::add);
    String scope = Words.count(logs.size(), "log");
    return delivery.deliver(
        Pipeline.report(set.findings(), set.problems(), scope, folders)
            .with(LockTable.of(set.logs())),
        0);
  }
}
