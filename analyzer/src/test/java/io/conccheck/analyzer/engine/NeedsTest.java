package io.conccheck.analyzer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files are looked at again: those that asked for what has changed, and no other. */
class NeedsTest {

  private static final String BASE = "package p; class Base { Worker make() { return null; } }";
  private static final String THREADS = "package p; class Base { Thread make() { return null; } }";
  private static final String USE =
      "package p; class Use { int n = new Worker().count; void f(Base b) { b.make().run(); } }";

  @TempDir Path folder;

  @BeforeEach
  void first() throws IOException {
    write("Worker", "package p; class Worker { int count; void run() { count++; } }");
    write("Base", BASE);
    write("Derived", "package p; class Derived extends Base { }");
    write("Use", USE);
    write("Other", "package p; class Other { Worker w; String s = w.toString(); }");
    assertThat(lookedAtAgain()).isEqualTo(5);
    assertThat(lookedAtAgain()).isZero();
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve("p"));
    Files.writeString(folder.resolve("p/" + name + ".java"), text);
  }

  private ScanResult scan(Path cache) {
    return Scan.run(
        new ScanRequest(
            List.of(folder.resolve("p")),
            List.of(),
            List.of(),
            Set.of(),
            0,
            StandardCharsets.UTF_8,
            cache,
            1,
            ScanProgress.NONE));
  }

  /** Scans with the cache and without, which must not differ. */
  private long lookedAtAgain() {
    ScanResult kept = scan(folder.resolve("cache"));
    assertThat(kept.findings()).isEqualTo(scan(null).findings());
    return kept.files() - kept.reused();
  }

  private void assertFound(String... rules) {
    assertThat(scan(null).findings()).extracting(f -> f.ruleId()).containsExactly(rules);
  }

  @Test
  void newMembersAreNoNewsForThoseWhoAskedForOthers() throws IOException {
    write("Worker", "package p; class Worker { int count, more; void go() { } void run() { } }");
    assertThat(lookedAtAgain()).isEqualTo(1);
    write("Worker", "package p; class Worker { int count; void run() { } void run(int n) { } }");
    assertThat(lookedAtAgain()).as("a second method of a name that was asked for").isEqualTo(2);
    write("Worker", "package p; class Worker { long count; void run() { } void run(int n) { } }");
    assertThat(lookedAtAgain()).as("a field of another type").isEqualTo(2);
  }

  @Test
  void aMethodThatGivesSomethingElseIsNewsThroughOthersToo() throws IOException {
    assertFound();
    write("Base", THREADS);
    assertThat(lookedAtAgain()).isEqualTo(2);
    assertFound("run-for-start");
    write("Use", USE.replace("Base b", "Derived b"));
    assertThat(lookedAtAgain()).isEqualTo(1);
    write("Derived", "package p; class Derived extends Base { Worker make() { return null; } }");
    assertThat(lookedAtAgain()).as("a method where there was none").isEqualTo(2);
    assertFound();
  }

  @Test
  void whatNamesMeanIsNewsForThoseWhoseTypesNeedThem() throws IOException {
    write("Base", THREADS);
    lookedAtAgain();
    assertFound("run-for-start");
    write("Base", THREADS.replace("class Base", "import q.Thread; class Base"));
    assertThat(lookedAtAgain()).as("an import that the type needs").isEqualTo(2);
    assertFound();
    write("Base", THREADS.replace("class Base", "import q.List; class Base"));
    assertThat(lookedAtAgain()).as("another import").isEqualTo(2);
    write("Base", THREADS.replace("class Base", "import q.Set; class Base"));
    assertThat(lookedAtAgain()).as("another that it does not need").isEqualTo(1);
    write("Base", THREADS.replace("{ Thread", "{ static class Thread { } Thread"));
    assertThat(lookedAtAgain()).as("a member class of that name").isEqualTo(2);
    write("Base", THREADS);
    lookedAtAgain();
    write("Thread", "package p; class Thread { void run() { } }");
    assertThat(lookedAtAgain()).as("a class of that name").isEqualTo(3);
    assertFound();
  }
}
