package io.conccheck.cli.commands;

import com.google.auto.service.AutoService;
import io.conccheck.cli.demo.Demo;
import io.conccheck.cli.demo.SampleSet;
import io.conccheck.cli.launch.Cache;
import io.conccheck.cli.pipeline.Pipeline;
import io.conccheck.cli.pipeline.Verdict;
import io.conccheck.cli.pipeline.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows conccheck at work on its own samples. */
@AutoService(Subcommand.class)
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Scans sample programs, runs them under the agent, broken and mended, and prints one report."
    },
    footer = {
      "",
      "Exit code 0 if every bug in the broken samples was found and the mended ones are silent,",
      "3 otherwise."
    })
public final class DemoCommand implements Subcommand {

  @Mixin ReportOptions reporting;

  @Option(names = "--all", description = "All samples instead of one pair for each hazard.")
  boolean all;

  @Override
  public Integer call() {
    reporting.failOn = "never";
    Delivery delivery = Delivery.of(reporting);
    try {
      SampleSet set = SampleSet.layDown(Cache.folder("demo"), all);
      int count = set.samples().size();
      System.err.println("the samples lie in " + set.sources());
      System.err.println("running " + count + " of them, half broken and half mended");
      Demo demo = new Demo(set, System.err);
      demo.play();
      delivery.deliver(
          Pipeline.report(
              demo.findings(), List.of(), Words.count(count, "sample"), List.of(set.sources())),
          0);
      return told(demo, count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int told(Demo demo, int count) {
    List<String> deviations = demo.deviations();
    if (deviations.isEmpty()) {
      System.err.println(
          "every bug in the "
              + count / 2
              + " broken samples was found, the "
              + count / 2
              + " mended ones are silent");
      return Verdict.CLEAN;
    }
    deviations.forEach(System.err::println);
    System.err.println(
        "conccheck: " + Words.count(deviations.size(), "deviation") + " from what the samples say");
    return Verdict.INCOMPLETE;
  }
}
