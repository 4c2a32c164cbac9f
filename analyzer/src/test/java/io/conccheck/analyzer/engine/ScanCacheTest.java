package io.conccheck.analyzer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A result must not depend on what is kept. The sources are the rules' fixtures, all at once. */
class ScanCacheTest {

  @TempDir Path folder;
  private Path sources;

  @BeforeEach
  void copy() throws IOException {
    sources = folder.resolve("sources");
    copy(Path.of("src/test/fixtures"), sources);
    write("p/Worker.java", "package p; public class Worker { public void run() { int x = 1; } }\n");
    write("p/Base.java", "package p; class Base { Worker make() { return null; } }\n");
    write("p/Derived.java", "package p; class Derived extends Base { }\n");
    write("q/Use.java", "package p; class Use { void f(Derived d) { d.make().run(); } }\n");
    write("q/Old.java", "class Old { String s = \"\u00e9\"; void f(Thread t) { t.run(); } }\n");
    write("q/Torn.java", "class Torn { void f( { }\n");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path p : (Iterable<Path>) all::iterator) {
        Path target = to.resolve(from.relativize(p).toString());
        if (Files.isDirectory(p)) {
          Files.createDirectories(target);
        } else {
          Files.copy(p, target);
        }
      }
    }
  }

  private void write(String file, String text) throws IOException {
    Path path = sources.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private ScanResult scan(Path cache) {
    return Scan.run(
        new ScanRequest(
            List.of(sources),
            List.of(),
            List.of(),
            Set.of(),
            0,
            StandardCharsets.UTF_8,
            cache,
            2,
            ScanProgress.NONE));
  }

  /** Scans with the cache and without; tells how many files were not looked at again. */
  private long scanBoth() {
    ScanResult cold = scan(null);
    ScanResult kept = scan(folder.resolve("cache"));
    assertThat(kept.findings()).isEqualTo(cold.findings());
    assertThat(kept.problems()).isEqualTo(cold.problems());
    assertThat(kept.notes()).isEqualTo(cold.notes());
    assertThat(kept.lines()).isEqualTo(cold.lines());
    assertThat(cold.findings()).hasSizeGreaterThan(100);
    return kept.files() - kept.reused();
  }

  private void assertInUse(String... findings) {
    assertThat(
            scan(null).findings().stream()
                .filter(f -> f.location().path().endsWith("Use.java"))
                .map(f -> f.ruleId()))
        .containsExactly(findings);
  }

  @Test
  void whatHasChangedIsLookedAtAgainAndNothingElse() throws IOException {
    long all = scanBoth();
    long always = scanBoth();
    assertThat(always).isLessThan(all / 20);

    write("p/Base.java", "package p; class Base { Worker make() { return new Worker(); } }\n");
    assertThat(scanBoth()).as("a body").isEqualTo(always + 1);

    assertInUse();
    write("p/Worker.java", "package p; public class Worker extends Thread { }\n");
    assertThat(scanBoth()).as("a supertype, used through two others").isGreaterThan(always + 1);
    assertInUse("run-for-start");

    write("p/Base.java", "package p; class Base { Runnable make() { return null; } }\n");
    scanBoth();
    assertInUse();
    write("p/Runnable.java", "package p; class Runnable extends Thread { }\n");
    assertThat(scanBoth()).as("a name that means something else").isGreaterThan(always + 1);
    assertInUse("run-for-start");
    Files.delete(sources.resolve("p/Runnable.java"));
    scanBoth();
    assertInUse();
  }

  @Test
  void itMayBeCarriedToAnotherPlace() throws IOException {
    scanBoth();
    long always = scanBoth();
    Path moved = folder.resolve("moved");
    Files.move(sources, moved);
    sources = moved;
    assertThat(scanBoth()).isEqualTo(always);
  }

  @Test
  void whatIsTornCountsAsNothing() throws IOException {
    long all = scanBoth();
    Path file = folder.resolve("cache/scan.conccheck-cache");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertThat(scanBoth()).isEqualTo(all);
    Files.write(file, new byte[3]);
    assertThat(scanBoth()).isEqualTo(all);
  }

  /** Edits of all sorts, many of which break what they touch: none shows in the result. */
  @Test
  void whateverIsEditedTheResultIsThatOfAColdScan() throws IOException {
    Random random = new Random(20_261);
    List<Path> files;
    try (Stream<Path> all = Files.walk(sources)) {
      files = all.filter(f -> f.toString().endsWith(".java")).sorted().toList();
    }
    scanBoth();
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 20; i++) {
        edit(files.get(random.nextInt(files.size())), random);
      }
      scanBoth();
    }
  }

  private static void edit(Path file, Random random) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    List<String> lines = new ArrayList<>(text.lines().toList());
    int at = random.nextInt(lines.size());
    switch (random.nextInt(9)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(0, "import java.util.concurrent.locks.*;");
      case 2 -> lines.replaceAll(l -> l.replace("private ", "volatile "));
      case 3 -> lines.replaceAll(l -> l.replace("synchronized ", ""));
      case 4 -> lines.replaceAll(l -> l.replace("Thread", "Worker"));
      case 5 -> lines.replaceAll(l -> member(l, " int count; void run() { count++; }"));
      case 6 -> lines.replaceAll(l -> member(l, " class Object { } class Lock { }"));
      case 7 -> lines.replaceAll(l -> member(l, " boolean tryLock() { return true; }"));
      default ->
          lines.add("class Thread extends p.Worker { int added; void start() { added++; } }");
    }
    Files.write(file, lines, StandardCharsets.ISO_8859_1);
  }

  private static String member(String line, String member) {
    return line.startsWith("class ") && line.endsWith("{") ? line + member : line;
  }
}
