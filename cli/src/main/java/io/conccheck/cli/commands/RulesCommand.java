package io.conccheck.cli.commands;

import com.google.auto.service.AutoService;
import io.conccheck.findings.card.RuleCard;
import io.conccheck.findings.json.JsonWriter;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists all rules. */
@AutoService(Subcommand.class)
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Lists the source rules and the runtime findings.")
public final class RulesCommand implements Subcommand {

  private static final List<String> FORMATS = List.of("text", "json");

  @Spec CommandSpec spec;

  @Option(names = "--format", paramLabel = "FORMAT", description = "text or json (standard: text).")
  String format = "text";

  @Override
  public Integer call() {
    if (!FORMATS.contains(format)) {
      throw Suggest.unknown("format", format, FORMATS);
    }
    Collection<RuleCard> cards = Cards.all().all();
    PrintWriter out = spec.commandLine().getOut();
    if (format.equals("json")) {
      out.println(JsonWriter.write(cards.stream().map(RulesCommand::json).toList()));
    } else {
      text(cards, out);
    }
    return 0;
  }

  private static void text(Collection<RuleCard> cards, PrintWriter out) {
    int width = cards.stream().mapToInt(c -> c.id().length()).max().orElse(0);
    String row = "%-" + Math.max(2, width) + "s  %-8s  %-12s  %-7s  %s%n";
    out.printf(row, "id", "severity", "confidence", "origin", "title");
    for (RuleCard c : cards) {
      out.printf(row, c.id(), c.severity().word(), c.confidence().word(), c.origin(), c.title());
    }
  }

  private static Map<String, Object> json(RuleCard c) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", c.id());
    map.put("severity", c.severity().word());
    map.put("confidence", c.confidence().word());
    map.put("origin", c.origin());
    map.put("since", c.since());
    map.put("title", c.title());
    return map;
  }
}
