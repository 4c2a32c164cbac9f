package io.conccheck.analyzer.types;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.javaparser.ast.CompilationUnit;
import io.conccheck.analyzer.source.SourceFile;
import io.conccheck.analyzer.source.SourceParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is declared must not depend on how much of a file is parsed. */
class OutlineTest {

  private static String declared(CompilationUnit unit) {
    ClassIndex index = new ClassIndex(List.of());
    List<ClassInfo> found = Declarations.of(unit).bind(index);
    found.forEach(index::add);
    StringBuilder text = new StringBuilder();
    for (ClassInfo c : found) {
      text.append(c.name()).append(' ').append(c.flags()).append(c.annotations());
      text.append(c.typeParams()).append(c.superclass()).append(c.interfaces());
      text.append('\n').append(c.fields().values()).append('\n').append(c.methods().values());
      text.append('\n').append(c.memberClasses()).append('\n');
    }
    return text.toString();
  }

  private static void assertSame(SourceFile file) {
    CompilationUnit whole = new SourceParser().parse(file).unit();
    CompilationUnit outline = new SourceParser().declarations(file);
    assertThat(whole).as(file.path()).isNotNull();
    assertThat(outline).as(file.path()).isNotNull();
    assertThat(declared(outline)).as(file.path()).isEqualTo(declared(whole));
  }

  private static void assertSame(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertSame(new SourceFile("A.java", () -> bytes));
  }

  @Test
  void bracketsInLiteralsAndCommentsAreNoBrackets() {
    assertSame(
        """
        package p; import java.util.*; // }{
        @Deprecated(since = "}") @SuppressWarnings({"a{", /* } */ "b"})
        class A<T extends Comparable<T>> extends Object implements Runnable, java.io.Serializable {
          String s = "}\\"}" + '}' + '\\'' + '"', t = \"""
              } " \\\""" {
              \""";
          int[] a = {1, 2}, b[] = {{1}, {2}}; Map<String, List<int[]>> m = new HashMap<>();
          Runnable r = () -> { int x; class Local { int y; } }, q = new Thread() { int z; };
          final int c = 1 < 2 ? 3 : 4;
          { int x = 1; } static { class InInit {} }
          A(@Sup({"}"}) int... p) throws Exception { this(new int[] {1}); }
          public synchronized void run() { Object o = new Object() { int hidden; }; }
          <X, Y extends X> X gen(Map<? super X, ? extends Y> m, int y[])[] { return null; }
          abstract static class B { abstract int f(); int g() { return '{'; } enum E { } }
          interface I { int K = compute(new Object() { }); default void d() { } int v(); }
          @interface An { String[] value() default {"x", "y"}; int n() default 1; }
        }
        """);
  }

  @Test
  void recordsEnumsAndNamesLikeKeywords() {
    assertSame(
        """
        record R<T>(int x, @Nullable List<T> y) implements I { R { if (x < 0) { } } int z() { } }
        enum E implements I {
          @Deprecated A, B(1, () -> { }), C { void f() { class L { } } int q; }, D("}") { };
          private int k; E(int... k) { } class In { int deep; }
        }
        enum F { X, Y }
        sealed interface S permits P { non-sealed class N implements S { } }
        final class P implements S { int record = 1; Object sealed() { return null; } int permits; }
        """);
  }

  @Test
  void unicodeEscapes() {
    assertSame("class A { String s = \"\\u0022; int no; String t = \\u0022\"; int d\\u00e9; }");
  }

  @Test
  void filesWithoutClasses() {
    assertSame("/* only a comment */");
    assertSame("@Anno({1, 2}) package p;");
    assertSame("void main() { int x; } int field = 3;");
  }

  @Test
  void ownSources() throws IOException {
    try (Stream<Path> all = Files.walk(Path.of("src"))) {
      List<Path> files = all.filter(f -> f.toString().endsWith(".java")).toList();
      assertThat(files).hasSizeGreaterThan(100);
      files.forEach(f -> assertSame(new SourceFile(f.toString(), () -> Files.readAllBytes(f))));
    }
  }
}
