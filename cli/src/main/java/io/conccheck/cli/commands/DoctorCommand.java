package io.conccheck.cli.commands;

import com.google.auto.service.AutoService;
import io.conccheck.cli.doctor.Check;
import io.conccheck.cli.doctor.Result;
import io.conccheck.cli.pipeline.Verdict;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says whether conccheck can work here. */
@AutoService(Subcommand.class)
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Says whether conccheck can work on this machine, and what to mend.",
    footer = {"", "Exit code 0 if nothing fails, 3 otherwise; warnings do not count."})
public final class DoctorCommand implements Subcommand {

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Check> checks = new ArrayList<>();
    ServiceLoader.load(Check.class, DoctorCommand.class.getClassLoader()).forEach(checks::add);
    checks.sort(Comparator.comparingInt(Check::order));
    List<Result> failed = new ArrayList<>();
    for (Check check : checks) {
      for (Result r : check.look()) {
        out.printf("%-5s %s%n", r.level().name().toLowerCase(Locale.ROOT), r.what());
        if (!r.mend().isEmpty()) {
          out.println("      " + r.mend());
        }
        out.flush();
        if (r.level() == Result.Level.FAIL) {
          failed.add(r);
        }
      }
    }
    if (failed.isEmpty()) {
      return Verdict.CLEAN;
    }
    System.err.println("conccheck: " + failed.get(0).what());
    return Verdict.INCOMPLETE;
  }
}
