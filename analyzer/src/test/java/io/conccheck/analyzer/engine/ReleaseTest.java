package io.conccheck.analyzer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.conccheck.findings.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told depends on the Java release that the sources are meant for. */
class ReleaseTest {

  @TempDir Path folder;

  @Test
  void pinningEndsWith24() throws IOException {
    String text =
        """
        import java.util.concurrent.*;
        class Fetch {
          private final Object lock = new Object();
          Future<?> all() {
            try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
              return pool.submit(this::one);
            }
          }
          private void one() {
            synchronized (lock) {
              try { Thread.sleep(100); } catch (InterruptedException e) { throw new Error(e); }
            }
          }
        }
        """;
    for (int release : List.of(21, 22, 23)) {
      assertThat(rules(text, release)).as("" + release).contains("pinned-carrier");
    }
    for (int release : List.of(17, 24, 25, 0)) {
      assertThat(rules(text, release)).as("" + release).doesNotContain("pinned-carrier");
    }
  }

  @Test
  void closeOfAPoolBeginsWith19() throws IOException {
    String text =
        """
        import java.util.concurrent.*;
        class Work {
          void all(Runnable r) {
            ExecutorService pool = Executors.newFixedThreadPool(2);
            pool.execute(r);
          }
        }
        """;
    assertThat(help(text, 18, "pool-not-shut-down")).doesNotContain("try-with-resources");
    assertThat(help(text, 19, "pool-not-shut-down")).contains("try-with-resources");
    assertThat(help(text, 0, "pool-not-shut-down")).contains("try-with-resources");
  }

  @Test
  void virtualThreadsAreNamedFrom21() throws IOException {
    String text =
        """
        class Server {
          void serve(java.net.ServerSocket s) throws java.io.IOException {
            while (true) {
              java.net.Socket c = s.accept();
              new Thread(() -> { try { c.close(); } catch (java.io.IOException e) { } }).start();
            }
          }
        }
        """;
    assertThat(help(text, 20, "thread-per-task")).doesNotContain("virtual");
    assertThat(help(text, 21, "thread-per-task")).contains("virtual");
  }

  private List<String> rules(String text, int release) throws IOException {
    return OneFile.scan(folder, text, release).stream().map(Finding::ruleId).toList();
  }

  private String help(String text, int release, String rule) throws IOException {
    return OneFile.scan(folder, text, release).stream()
        .filter(f -> f.ruleId().equals(rule))
        .map(Finding::help)
        .findFirst()
        .orElseThrow();
  }
}
