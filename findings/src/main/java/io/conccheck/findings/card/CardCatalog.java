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

/**
 * All cards that a class loader can see, read without loading any rule. A rule that both eyes know
 * has a card for each origin.
 */
public final class CardCatalog {

  private static final String SERVICES = "META-INF/services/" + Carded.class.getName();

  private final Map<String, RuleCard> byKey = new TreeMap<>(); // id, blank, origin

  private CardCatalog() {}

  /**
   * Reads the cards of all registered classes.
   *
   * @throws IllegalArgumentException if a class has no card, a card cannot be read, or two cards
   *     have one id and one origin
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
      RuleCard other = byKey.putIfAbsent(key(card.id(), card.origin()), card);
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

  /** All cards, sorted by id, then by origin. */
  public Collection<RuleCard> all() {
    return byKey.values();
  }

  /** The card of that rule, if there is one; of two that of the runtime. */
  public Optional<RuleCard> find(String id) {
    return find(id, "runtime").or(() -> find(id, "source"));
  }

  /** The card of that rule and origin, if there is one. */
  public Optional<RuleCard> find(String id, String origin) {
    return Optional.ofNullable(byKey.get(key(id, origin)));
  }

  private static String key(String id, String origin) {
    return id + " " + origin;
  }
}
