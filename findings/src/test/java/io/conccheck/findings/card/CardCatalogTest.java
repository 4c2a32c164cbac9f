package io.conccheck.findings.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The classes that the service files name do not exist: listing cards must not load them. */
class CardCatalogTest {

  private static final String SERVICES = "META-INF/services/io.conccheck.findings.card.Carded";

  @TempDir Path folder;

  private void put(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String card(String id) {
    return "# "
        + id
        + ": title\n- severity: note\n- confidence: pattern\n- since: 1\n- origin: source\n";
  }

  private CardCatalog catalog() throws IOException {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
      return CardCatalog.of(loader);
    }
  }

  @Test
  void listsCardsByIdWithoutLoadingClasses() throws IOException {
    put(SERVICES, "# comment\nno.such.Zebra # here\n\nno.such.Ant\n");
    put("no/such/Zebra.md", card("zebra"));
    put("no/such/Ant.md", card("ant"));
    CardCatalog catalog = catalog();
    assertThat(catalog.all()).extracting(RuleCard::id).containsExactly("ant", "zebra");
    assertThat(catalog.find("ant")).isPresent();
    assertThat(catalog.find("bee")).isEmpty();
  }

  @Test
  void aMissingCardIsAnError() throws IOException {
    put(SERVICES, "no.such.Ant\n");
    assertThatThrownBy(this::catalog).hasMessageContaining("no/such/Ant.md");
  }

  @Test
  void twoCardsOfOneIdAreAnError() throws IOException {
    put(SERVICES, "no.such.Ant\nno.such.Bee\n");
    put("no/such/Ant.md", card("ant"));
    put("no/such/Bee.md", card("ant") + "other");
    assertThatThrownBy(this::catalog).hasMessageContaining("ant");
  }

  @Test
  void aRuleOfBothEyesHasACardForEach() throws IOException {
    put(SERVICES, "no.such.Ant\nno.such.Bee\n");
    put("no/such/Ant.md", card("ant"));
    put("no/such/Bee.md", card("ant").replace("origin: source", "origin: runtime"));
    CardCatalog catalog = catalog();
    assertThat(catalog.all()).extracting(RuleCard::origin).containsExactly("runtime", "source");
    assertThat(catalog.find("ant").map(RuleCard::origin)).contains("runtime");
    assertThat(catalog.find("ant", "source").map(RuleCard::origin)).contains("source");
  }

  @Test
  void withoutServicesThereAreNoCards() throws IOException {
    assertThat(catalog().all()).isEmpty();
  }
}
