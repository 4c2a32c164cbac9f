package io.conccheck.analyzer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.conccheck.analyzer.rules.ProgramContext;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.findings.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanTest {

  private static final String RUN_FOR_START =
      "class Main { void go() { Worker w = new Worker(); w.run(); } }\n";

  @TempDir Path folder;

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private ScanResult scan() {
    return Scan.run(ScanRequest.of(List.of(folder)));
  }

  private List<String> found(ScanResult result) {
    List<String> found = new ArrayList<>();
    for (Finding f : result.findings()) {
      String path = folder.relativize(Path.of(f.location().path())).toString().replace('\\', '/');
      found.add(f.ruleId() + " " + path + ":" + f.location().line());
    }
    return found;
  }

  @Test
  void classesOfOneNameInTwoFoldersAreTwoClasses() throws IOException {
    write("a/Worker.java", "class Worker { void run() { } }\n");
    write("a/Main.java", RUN_FOR_START);
    write("b/Worker.java", "class Worker extends Thread { public void run() { int x = 1; } }\n");
    write("b/Main.java", RUN_FOR_START);
    write("c/Worker.java", "class Worker { void run() { } }\n");
    write("c/Main.java", RUN_FOR_START);
    assertThat(found(scan())).containsExactly("run-for-start b/Main.java:1");
  }

  @Test
  void classesOfOneNameInOneFolderAreTwoClasses() throws IOException {
    write("One.java", "class One { }\nclass Worker { void run() { } }\n" + RUN_FOR_START);
    write(
        "Two.java",
        "class Two { }\nclass Worker extends Thread { public void run() { int x = 1; } }\n"
            + RUN_FOR_START);
    assertThat(found(scan())).containsExactly("run-for-start Two.java:3");
  }

  @Test
  void eachPlaceIsAFindingOfItsOwn() throws IOException {
    String twice = "class Main { void go(Thread t) { t.run();\nt.run(); } }\n";
    write("a/Main.java", twice);
    write("b/Main.java", twice);
    List<String> prints = scan().findings().stream().map(Finding::fingerprint).toList();
    assertThat(prints).hasSize(4).doesNotHaveDuplicates();
    write("a/Main.java", "\n\n" + twice);
    assertThat(scan().findings()).extracting(Finding::fingerprint).isEqualTo(prints);
  }

  @Test
  void modulesSeeEachOther() throws IOException {
    write("a/p/Worker.java", "package p; public class Worker extends Thread { }\n");
    write("a/p/Both.java", "package p; class Both { }\n");
    write("b/p/Both.java", "package p; class Both { void f() { new Worker().run(); } }\n");
    write("c/q/Test.java", "package q; class Test { void f(p.Worker w) { w.run(); } }\n");
    assertThat(found(scan()))
        .contains("run-for-start b/p/Both.java:1", "run-for-start c/q/Test.java:1");
  }

  /** Fails on every file that declares `Bad`, and always in the end. */
  private static final class Failing implements Rule {
    @Override
    public void check(RuleContext file) {
      file.calls("sleep").forEach(c -> file.types().receiverOf(c));
      if (file.unit().getType(0).getNameAsString().equals("Bad")) {
        throw new IllegalStateException("on purpose");
      }
    }

    @Override
    public void conclude(ProgramContext program) {
      throw new StackOverflowError();
    }
  }

  @Test
  void aRuleThatFailsIsToldAndTheOthersGoOn() throws IOException {
    write("Bad.java", "class Bad {\n  void f(Thread t) {\n    t.run(); \n}\n}\n");
    write("Good.java", "class Good { void f(Thread t) { t.run(); } }\n");
    List<RuleSet.Entry> entries = new ArrayList<>();
    RuleSet all = RuleSet.load(Set.of("run-for-start"));
    entries.add(new RuleSet.Entry(new Failing(), RuleSet.load(Set.of()).entries().get(0).card()));
    entries.addAll(all.entries());
    ScanResult result = Scan.run(ScanRequest.of(List.of(folder)), new RuleSet(entries));
    assertThat(found(result))
        .containsExactly("run-for-start Bad.java:3", "run-for-start Good.java:1");
    assertThat(result.problems()).hasSize(2).allMatch(p -> p.kind().equals("rule"));
    assertThat(result.problems()).anyMatch(p -> p.path().endsWith("Bad.java") && p.line() == 3);
    assertThat(result.problems()).anyMatch(p -> p.message().contains("StackOverflowError"));
  }

  @Test
  void anotherEncodingIsToldAndReadAllTheSame() throws IOException {
    Files.write(
        folder.resolve("Latin.java"),
        "class Latin { String s = \"\u00e9\"; void f(Thread t) { t.run(); } }"
            .getBytes(StandardCharsets.ISO_8859_1));
    ScanResult result = scan();
    assertThat(found(result)).containsExactly("run-for-start Latin.java:1");
    assertThat(result.problems()).isEmpty();
    assertThat(result.notes()).hasSize(1);
  }

  /**
   * The parser takes twice as long for each level of lambdas with bodies: these take it 20 seconds.
   */
  @Test
  void aFileThatTakesTooLongIsToldAndTheOthersGoOn() throws IOException {
    write("Early.java", "class Early { void f(Thread t) { t.run(); } }\n");
    write("Late.java", "class Late { void f(Thread t) { t.run(); } }\n");
    scan(); // what is loaded once counts for no file then
    String deep = "go(() -> { ".repeat(22) + "});".repeat(22);
    write("Deep.java", "class Deep { void f() { " + deep + "}}");
    ScanRequest request = ScanRequest.of(List.of(folder));
    ScanResult result = Scan.run(request, RuleSet.load(Set.of("run-for-start")), 1_000);
    assertThat(found(result))
        .containsExactly("run-for-start Early.java:1", "run-for-start Late.java:1");
    assertThat(result.problems())
        .singleElement()
        .matches(p -> p.kind().equals("time") && p.path().endsWith("Deep.java"))
        .matches(p -> p.message().equals("takes too long and is left out"));
  }

  @Test
  void strangeFilesDoNotEndAScan() throws IOException {
    write("bom/Bom.java", "\uFEFFclass Bom { void f(Thread t) { t.run(); } }\n");
    write(
        "deep/Deep.java",
        "class Deep { Object o = " + "(".repeat(20_000) + "1" + ")".repeat(20_000) + "; }");
    write("deep/Chain.java", "class Chain { String s = a" + ".b()".repeat(9_000) + "; }");
    write(
        "deep/Plus.java",
        "class Plus { void f() { String s = \"a\"" + " + x".repeat(9_000) + "; } }");
    write(
        "deep/Else.java",
        "class Else { void f(int x) { " + "if (x > 1) { } else ".repeat(3_000) + "{ } } }");
    write("wide/Array.java", "class Array { int[] a = {" + "1,".repeat(50_000) + "}; }");
    write("wide/Line.java", "class Line { " + "int f; void m() { f++; } ".repeat(5_000) + "}");
    write("odd/Surrogate.java", "class Surrogate { char c = '\\ud800'; String s = \"\\udc00\"; }");
    write("odd/Circle.java", "class A extends B { } class B extends A { void f() { g(); } }");
    write("half/Half.java", "class Half { void f() { synchronized (");
    byte[] junk = new byte[50_000];
    new Random(7).nextBytes(junk);
    Files.write(folder.resolve("half/Junk.java"), junk);
    Files.createSymbolicLink(folder.resolve("half/Gone.java"), folder.resolve("nowhere"));
    write("empty/Empty.java", "");
    write("info/module-info.java", "module a.b { requires java.sql; exports p; }\n");
    write("info/package-info.java", "/** Words. */\n@Deprecated\npackage p;\n");
    StringBuilder methods = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      methods.append("  void f").append(i).append("(Thread t) {\n\n\n\n\n\n\n\n\nt.join(); }\n");
    }
    write("long/Long.java", "class Long {\n" + methods + "}\n");
    Files.createSymbolicLink(folder.resolve("loop"), folder);
    ScanResult result = scan();
    assertThat(found(result)).contains("run-for-start bom/Bom.java:1");
    assertThat(result.problems())
        .allMatch(p -> p.path().contains("/deep/") || p.path().contains("/half/"));
    assertThat(result.lines()).isGreaterThan(50_000);
  }
}
