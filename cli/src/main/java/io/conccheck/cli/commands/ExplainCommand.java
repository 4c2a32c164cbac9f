package io.conccheck.cli.commands;

import com.google.auto.service.AutoService;
import io.conccheck.findings.card.RuleCard;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what there is to say about a rule or a topic. */
@AutoService(Subcommand.class)
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Explains a rule or a topic: what goes wrong, bad and good code, when to suppress.")
public final class ExplainCommand implements Subcommand {

  @Spec CommandSpec spec;

  @Parameters(
      paramLabel = "RULE",
      arity = "0..1",
      description = "A rule's id or a topic; without it the topics are listed.")
  String name;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (name == null) {
      out.println("topics:");
      Topics.names().forEach(t -> out.println("  " + t));
      out.println("rules: see `conccheck rules`");
      return 0;
    }
    String text =
        Cards.all()
            .find(name)
            .map(RuleCard::markdown)
            .or(() -> topic(name))
            .orElseThrow(this::none);
    out.println(text.stripTrailing());
    return 0;
  }

  private static Optional<String> topic(String name) {
    return Topics.names().contains(name) ? Optional.of(Topics.text(name)) : Optional.empty();
  }

  private UsageException none() {
    List<String> known = new ArrayList<>(Topics.names());
    Cards.all().all().forEach(c -> known.add(c.id()));
    return Suggest.unknown("rule", name, known);
  }
}
