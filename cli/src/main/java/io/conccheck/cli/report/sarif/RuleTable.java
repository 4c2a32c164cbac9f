package io.conccheck.cli.report.sarif;

import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.card.CardCatalog;
import io.conccheck.findings.card.RuleCard;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The rules of a report's findings, as their cards describe them. */
final class RuleTable {

  private static final Pattern LINK = Pattern.compile("https?://[^\\s)>\\]`]+");

  private final CardCatalog cards;
  private final List<String> ids;

  RuleTable(CardCatalog cards, List<Finding> findings) {
    this.cards = cards;
    this.ids = findings.stream().map(Finding::ruleId).distinct().sorted().toList();
  }

  int index(String id) {
    return ids.indexOf(id);
  }

  List<Map<String, Object>> descriptors() {
    return ids.stream()
        .map(id -> cards.find(id).map(RuleTable::descriptor).orElseGet(() -> bare(id)))
        .toList();
  }

  /** A log may come from a newer conccheck, whose rules this one does not know. */
  private static Map<String, Object> bare(String id) {
    return Json.object("id", id, "name", name(id));
  }

  private static Map<String, Object> descriptor(RuleCard c) {
    return Json.object(
        "id", c.id(),
        "name", name(c.id()),
        "shortDescription", Json.text(c.title()),
        "fullDescription", Json.text(described(c)),
        "help", Json.object("text", c.markdown(), "markdown", c.markdown()),
        "helpUri", helpUri(c),
        "defaultConfiguration", Json.object("level", c.severity().word()),
        "properties",
            Json.object(
                "tags", List.of("concurrency", c.origin()),
                "precision", precision(c.confidence()),
                "since", c.since()));
  }

  private static String described(RuleCard c) {
    String what = c.section(RuleCard.WHAT);
    return what.isEmpty() ? c.title() : what;
  }

  /** The first page that the card refers to; a name of its own where it refers to none. */
  private static String helpUri(RuleCard c) {
    Matcher link = LINK.matcher(c.markdown());
    return link.find() ? link.group().replaceAll("[.,;:]+$", "") : "urn:conccheck:rule:" + c.id();
  }

  /** The words that code hosts sort by. */
  private static String precision(Confidence c) {
    return switch (c) {
      case CORROBORATED, OBSERVED -> "very-high";
      case PREDICTED -> "high";
      case SUSPECTED, PATTERN -> "medium";
    };
  }

  private static String name(String id) {
    return List.of(id.split("-")).stream()
        .filter(w -> !w.isEmpty())
        .map(w -> w.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + w.substring(1))
        .collect(Collectors.joining());
  }
}
