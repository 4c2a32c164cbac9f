package io.conccheck.analyzer.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.javaparser.ast.body.EnumDeclaration;
import com.github.javaparser.ast.stmt.ReturnStmt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SourceParserTest {

  private static Parsed parse(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new SourceParser().parse(new SourceFile("A.java", () -> bytes));
  }

  @Test
  void knowsYieldRecordsAndPatterns() {
    Parsed parsed =
        parse(
            """
            record P(int x, Object y) {
              int f(Object o) {
                return switch (o) {
                  case P(int a, var b) when a > 0 -> { yield a; }
                  case String s -> s.length();
                  default -> 0;
                };
              }
            }
            """);
    assertThat(parsed.problems()).isEmpty();
    assertThat(parsed.unit()).isNotNull();
    assertThat(parsed.lines()).isEqualTo(9);
  }

  @Test
  void knowsLocalEnumsAndPrimitivePatterns() {
    Parsed parsed =
        parse(
            """
            class A {
              enum Member { X, Y }
              Runnable r = () -> { enum L { P(1), @Deprecated Q { void f() {} }, ; L(int... x) {} } };
              int m(Object o) {
                enum E implements Runnable { F, G { public void run() { enum In { K } } }
                }
                for (final int x = 1; o instanceof int i && i > x; ) {}
                return switch (o) {
                  case int i -> { enum Z { } yield 1; }
                  default -> E.F == E.G ? 2 : 3;
                };
              }
            }
            """);
    assertThat(parsed.problems()).isEmpty();
    assertThat(parsed.unit().findAll(EnumDeclaration.class)).hasSize(1);
    assertThat(parsed.unit().findAll(ReturnStmt.class).get(0).getBegin())
        .map(p -> p.line)
        .contains(8);
  }

  @Test
  void knowsAllFormsUpToJava25() {
    Parsed parsed =
        parse(
            """
            import module java.base;
            sealed interface S permits S.R {
              non-sealed class R implements S {}
            }
            class T extends Thread {
              final int x;
              T(int x) { if (x < 0) throw new IllegalArgumentException(); this.x = x; super("t"); }
              void m(Object o) throws Exception {
                interface Local { int f(); }
                record Point(int a, String... b) { Point { a++; } static int z; }
                try (var _ = new java.io.StringReader("")) {} catch (RuntimeException | Error _) {}
                java.util.function.IntBinaryOperator f = (_, b) -> b;
                if (!(o instanceof Point(int a, var _))) return;
                String t = ""\"
                    a "b" \\
                    ""\";
                switch (o) {
                  case Point(int q, _) when q > 1 -> {}
                  case Integer _, Long _ -> {}
                  case null, default -> {}
                }
              }
              int f(T this) [] { return new int @Deprecated [0]; }
              /// markdown
              int when, record, sealed, permits, module, open, with;
            }
            """);
    assertThat(parsed.problems()).isEmpty();
    assertThat(parse("void main() { IO.println(1); }\nint count;\n").problems()).isEmpty();
  }

  @Test
  void tellsTheLineThatDoesNotParse() {
    Parsed parsed = parse("class A {\n  int x = ;\n}\n");
    assertThat(parsed.unit()).isNull();
    assertThat(parsed.problems().get(0).line()).isEqualTo(2);
  }

  @Test
  void tellsWhatCannotBeRead() {
    Parsed parsed =
        new SourceParser()
            .parse(
                new SourceFile(
                    "A.java",
                    () -> {
                      throw new IOException("gone");
                    }));
    assertThat(parsed.problems().get(0).kind()).isEqualTo("unreadable");
  }
}
