package io.conccheck.analyzer.engine;

import io.conccheck.analyzer.rules.Rule;
import io.conccheck.findings.card.CardCatalog;
import io.conccheck.findings.card.Carded;
import io.conccheck.findings.card.RuleCard;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;

/** The rules of a scan, each with its card, sorted by id. */
public final class RuleSet {

  /**
   * A rule and its card.
   *
   * @param rule the rule
   * @param card the card beside it
   */
  public record Entry(Rule rule, RuleCard card) {}

  /** Read once: rules and cards are the same for all scans of a JVM. */
  private static final class Registered {
    static final List<Entry> ALL = read();

    private static List<Entry> read() {
      List<Entry> all = new ArrayList<>();
      for (Rule rule : ServiceLoader.load(Rule.class, Rule.class.getClassLoader())) {
        all.add(new Entry(rule, card(rule.getClass())));
      }
      all.sort(Comparator.comparing(e -> e.card.id()));
      return List.copyOf(all);
    }
  }

  private final List<Entry> entries;

  RuleSet(List<Entry> entries) {
    this.entries = entries;
  }

  /**
   * The registered rules with those ids; all of them, if none is named.
   *
   * @throws IllegalArgumentException if there is no rule of that id, or a rule has no card
   */
  public static RuleSet load(Set<String> ids) {
    List<Entry> entries = new ArrayList<>();
    for (Entry entry : Registered.ALL) {
      if (ids.isEmpty() || ids.contains(entry.card.id())) {
        entries.add(entry);
      }
    }
    for (String id : ids) {
      if (entries.stream().noneMatch(e -> e.card.id().equals(id)) && !isKnown(id)) {
        throw new IllegalArgumentException("there is no rule `" + id + "`");
      }
    }
    return new RuleSet(List.copyOf(entries));
  }

  /** True for a rule of another part of conccheck: the source pass has nothing to run for it. */
  private static boolean isKnown(String id) {
    return CardCatalog.of(Carded.class.getClassLoader()).find(id).isPresent();
  }

  private static RuleCard card(Class<?> rule) {
    String path = rule.getSimpleName() + ".md";
    try (InputStream in = rule.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalArgumentException(rule.getName() + " has no card " + path);
      }
      return RuleCard.parse(path, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<Entry> entries() {
    return entries;
  }
}
