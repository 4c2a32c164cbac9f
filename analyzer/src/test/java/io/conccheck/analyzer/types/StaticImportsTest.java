package io.conccheck.analyzer.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.conccheck.analyzer.engine.Scan;
import io.conccheck.analyzer.engine.ScanRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A simple name means the method that javac would take, or none. */
class StaticImportsTest {

  @TempDir Path folder;

  @Test
  void ofTwoImportsOfOneNameTheOneThatFits() throws IOException {
    assertThat(
            rules(
                """
                import static a.First.go;
                import static a.Second.go;
                class Use { void f(Thread t) { go(t).run(); go(1).run(); } }
                """))
        .containsExactly("run-for-start");
  }

  @Test
  void whatIsPrivateAboveIsNotInherited() throws IOException {
    assertThat(
            rules(
                """
                import static a.First.go;
                class Use extends a.Base { void f(Thread t) { go(t).run(); } }
                """))
        .containsExactly("run-for-start");
  }

  private List<String> rules(String use) throws IOException {
    Files.createDirectories(folder.resolve("a"));
    Files.writeString(
        folder.resolve("a/First.java"),
        "package a; public class First { public static Thread go(Thread t) { return t; } }");
    Files.writeString(
        folder.resolve("a/Second.java"),
        "package a; public class Second { public static Runnable go(int n) { return null; } }");
    Files.writeString(
        folder.resolve("a/Base.java"),
        "package a; public class Base { private static Runnable go(Thread t) { return null; } }");
    Files.writeString(folder.resolve("Use.java"), use);
    return Scan.run(ScanRequest.of(List.of(folder))).findings().stream()
        .map(f -> f.ruleId())
        .toList();
  }
}
