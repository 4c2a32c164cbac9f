package io.conccheck.analyzer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.conccheck.analyzer.types.Promises;
import io.conccheck.findings.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users say about classes that a scan does not see. */
class PromisesTest {

  @TempDir Path folder;

  private static final Promises ALL =
      new Promises(
          List.of("com.acme.Tx#run"), List.of("com.acme.values.*"), List.of("shop.Ledger"));

  @Test
  void globsGoByDottedNames() {
    assertThat(ALL.runsInPlace("com.acme.Tx", "run")).isTrue();
    assertThat(ALL.runsInPlace("com.acme.Tx", "later")).isFalse();
    assertThat(ALL.isImmutable("com.acme.values.Money")).isTrue();
    assertThat(ALL.isImmutable("com.acme.values.deep.Money")).isFalse();
    assertThat(new Promises(List.of(), List.of("com.**"), List.of()).isImmutable("com.a.B$C"))
        .isTrue();
  }

  @Test
  void whatRunsInPlaceIsFollowed() throws IOException {
    String source =
        """
        package shop;
        import com.acme.Tx;
        class Till {
          private final Tx tx = Tx.get();
          private int sales;
          void open() throws InterruptedException {
            Thread t = new Thread(() -> tx.run(() -> sales++));
            t.start();
            sales++;
            t.join();
          }
        }
        """;
    assertThat(rules(source, Promises.NONE)).doesNotContain("unguarded-shared-field");
    assertThat(rules(source, ALL)).contains("unguarded-shared-field");
  }

  @Test
  void whatIsThreadSafeIsLeftAlone() throws IOException {
    String source =
        """
        package shop;
        class Ledger {
          private int sum;
          void add() { sum++; }
        }
        class Books {
          void both() throws InterruptedException {
            Ledger l = new Ledger();
            Thread t = new Thread(l::add);
            t.start();
            l.add();
            t.join();
          }
        }
        """;
    assertThat(rules(source, Promises.NONE)).contains("unguarded-shared-field");
    assertThat(rules(source, ALL)).doesNotContain("unguarded-shared-field");
  }

  @Test
  void whatIsImmutableMayBeSeenEarly() throws IOException {
    String source =
        """
        package shop;
        import com.acme.values.Money;
        class Prices {
          private static Money price;
          static Money price() {
            if (price == null) {
              price = new Money(1);
            }
            return price;
          }
        }
        """;
    assertThat(rules(source, Promises.NONE)).contains("unsafe-lazy-init");
    assertThat(rules(source, ALL)).doesNotContain("unsafe-lazy-init");
  }

  private List<String> rules(String source, Promises promises) throws IOException {
    Path file = Files.writeString(folder.resolve("Shop.java"), source);
    ScanRequest request =
        new ScanRequest(
            List.of(file),
            List.of(),
            List.of(),
            Set.of(),
            0,
            StandardCharsets.UTF_8,
            null,
            1,
            ScanProgress.NONE,
            promises);
    return Scan.run(request).findings().stream().map(Finding::ruleId).toList();
  }
}
