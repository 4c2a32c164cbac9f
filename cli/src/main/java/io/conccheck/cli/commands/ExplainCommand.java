package io.conccheck.cli.commands;

import com.google.auto.service.AutoService;
import io.conccheck.findings.card.RuleCard;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
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
    List<String> texts = texts();
    if (texts.isEmpty()) {
      throw unknown();
    }
    out.println(String.join("\n\n", texts));
    return 0;
  }

  private List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (RuleCard card : Cards.all().all()) {
      if (card.id().equals(name)) {
        texts.add(card.markdown().stripTrailing());
      }
    }
    if (Topics.names().contains(name)) {
      texts.add(Topics.text(name).stripTrailing());
    }
    return texts;
  }

  private UsageException unknown() {
    List<String> known = new ArrayList<>(Topics.names());
    Cards.all().all().forEach(c -> known.add(c.id()));
    return Suggest.unknown("rule", name, known);
  }
}
