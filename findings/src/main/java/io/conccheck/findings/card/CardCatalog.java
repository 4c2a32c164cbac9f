package io.conccheck.findings.card;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Enumeration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All cards that a class loader can see, by rule id, read without loading any rule. */
public final class CardCatalog {

  private static final String SERVICES = "META-INF/services/" + Carded.class.getName();

  private final Map<String, RuleCard> byId = new TreeMap<>();

  private CardCatalog() {}

  /**
   * Reads the cards of all registered classes.
   *
   * @throws IllegalArgumentException if a class has no card, a card cannot be read, or two cards
   *     have one id
   */
  public static CardCatalog of(ClassLoader loader) {
    CardCatalog catalog = new CardCatalog();
    try {
      Enumeration<URL> lists = loader.getResources(SERVICES);
      while (lists.hasMoreElements()) {
        text(lists.nextElement())
            .lines()
            .map(line -> line.replaceAll("#.*", "").strip())
            .filter(name -> !name.isEmpty())
            .forEach(name -> catalog.add(loader, name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return catalog;
  }

  private void add(ClassLoader loader, String className) {
    String path = className.replace('.', '/') + ".md";
    URL url = loader.getResource(path);
    if (url == null) {
      throw new IllegalArgumentException(className + " has no card " + path);
    }
    try {
      RuleCard card = RuleCard.parse(path, text(url));
      RuleCard other = byId.putIfAbsent(card.id(), card);
      if (other != null && !other.markdown().equals(card.markdown())) {
        throw new IllegalArgumentException(path + ": another card has the id " + card.id());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(URL url) throws IOException {
    try (InputStream in = url.openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** All cards, sorted by id. */
  public Collection<RuleCard> all() {
    return byId.values();
  }

  /** The card of that rule, if there is one. */
  public Optional<RuleCard> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }
}
