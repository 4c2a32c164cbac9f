package io.conccheck.analyzer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.conccheck.findings.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one file must know of another: locks that wrappers take, namesakes of annotations. */
class AcrossFilesTest {

  private static final String RACE = "unguarded-shared-field";

  @TempDir Path folder;

  @Test
  void methodsThatLockAndUnlock() throws IOException {
    file(
        "Mutex",
        "class Mutex { private final Lock l = new ReentrantLock();"
            + " void enter() { l.lock(); } void leave() { l.unlock(); } }");
    assertThat(counter("m.enter(); try { n++; } finally { m.leave(); }", "Mutex")).isEmpty();
    assertThat(counter("m.enter(); m.leave(); n++;", "Mutex")).contains(RACE);
  }

  @Test
  void wrappersOfWrappersSidesAndBaseClasses() throws IOException {
    file(
        "Sides",
        """
        class Sides {
          private final ReadWriteLock rw = new ReentrantReadWriteLock();
          final Lock w = rw.writeLock();
          void lockAll() { w.lock(); }
          void lockRead() { rw.readLock().lock(); }
          void unlockRead() { rw.readLock().unlock(); }
          void unlockAll() { w.unlock(); }
        }
        """);
    file(
        "Outer",
        """
        class Outer {
          private final Sides inner = new Sides();
          void lockAll() { inner.lockAll(); }
          void unlockAll() { this.inner.unlockAll(); }
          void lockRead() { inner.lockRead(); }
          void unlockRead() { inner.unlockRead(); }
        }
        """);
    assertThat(counter("m.lockAll(); try { n++; } finally { m.unlockAll(); }", "Outer")).isEmpty();
    assertThat(counter("m.lockRead(); try { n++; } finally { m.unlockRead(); }", "Outer"))
        .contains(RACE);
    assertThat(counter("m.lockAll(); m.lockRead(); m.unlockAll(); n++;", "Outer")).contains(RACE);
  }

  @Test
  void guardsThatATryCloses() throws IOException {
    file(
        "Held",
        """
        class Held implements AutoCloseable {
          private final Lock l;
          Held(Lock l) { this.l = l; l.lock(); }
          @Override public void close() { l.unlock(); }
        }
        """);
    file(
        "Locks",
        """
        class Locks {
          private final Lock l = new ReentrantLock();
          Held hold() { return new Held(l); }
          AutoCloseable open() { l.lock(); return l::unlock; }
          boolean tryIt() { return l.tryLock(); }
          boolean tryLock() { return l.tryLock(); }
          void unlock() { l.unlock(); }
        }
        """);
    assertThat(counter("try (Held h = m.hold()) { n++; }", "Locks")).isEmpty();
    assertThat(counter("try (Held h = m.hold()) { } n++;", "Locks")).contains(RACE);
    assertThat(counter("Held h = m.hold(); try { n++; } finally { h.close(); }", "Locks"))
        .isEmpty();
    assertThat(counter("Held h = m.hold(); h.close(); n++;", "Locks")).contains(RACE);
    assertThat(counter("try (var h = m.open()) { n++; } catch (Exception e) { }", "Locks"))
        .isEmpty();
    assertThat(counter("if (m.tryLock()) { try { n++; } finally { m.unlock(); } }", "Locks"))
        .isEmpty();
    assertThat(counter("if (m.tryIt()) { try { n++; } finally { m.unlock(); } }", "Locks"))
        .isEmpty();
    assertThat(counter("if (!m.tryLock()) { n++; } else { m.unlock(); }", "Locks")).contains(RACE);
  }

  @Test
  void functionsRunUnderTheLock() throws IOException {
    file(
        "Sync",
        """
        class Sync {
          private final Lock l = new ReentrantLock();
          private void in() { l.lock(); }
          private void out() { l.unlock(); }
          void with(Runnable r) { in(); try { r.run(); } finally { out(); } }
          void after(Runnable r) { in(); out(); r.run(); }
        }
        """);
    assertThat(counter("m.with(() -> n++);", "Sync")).isEmpty();
    assertThat(counter("m.after(() -> n++);", "Sync")).contains(RACE);
  }

  @Test
  void whatBranchesDoIsNotGuessed() throws IOException {
    file(
        "Maybe",
        """
        class Maybe {
          boolean on;
          private final Lock l = new ReentrantLock();
          void enter() { if (on) { l.lock(); } }
          void exit() { if (on) { l.unlock(); } }
        }
        """);
    assertThat(counter("m.enter(); try { n++; } finally { m.exit(); }", "Maybe")).contains(RACE);
  }

  @Test
  void annotationsOfTheProjectsOwnAreNoContainers() throws IOException {
    String job =
        """
        package p; %s
        class Job {
          private int n;
          @Scheduled void tick() { n++; }
          public int seen() { return n; }
        }
        """;
    write("Job", job.formatted("import org.springframework.scheduling.annotation.Scheduled;"));
    List<String> container = rules();
    assertThat(container).isNotEmpty();
    write("Job", job.formatted(""));
    assertThat(rules()).as("nothing says what it is").isEqualTo(container);
    write("Scheduled", "package p; @interface Scheduled { }");
    assertThat(rules()).isEmpty();
  }

  /** What is found where several threads run some code that has a wrapper {@code m}. */
  private List<String> counter(String code, String wrapper) throws IOException {
    file(
        "Counter",
        """
        class Counter {
          private final %s m = new %s();
          private int n;
          void go() {
            for (int i = 0; i < 4; i++) { new Thread(this::work).start(); }
          }
          private void work() { %s }
        }
        """
            .formatted(wrapper, wrapper, code));
    return rules();
  }

  private void file(String name, String text) throws IOException {
    write(name, "package p; import java.util.concurrent.locks.*; " + text);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name + ".java"), text);
  }

  private List<String> rules() {
    ScanResult result =
        Scan.run(
            new ScanRequest(
                List.of(folder),
                List.of(),
                List.of(),
                Set.of(),
                0,
                StandardCharsets.UTF_8,
                null,
                1,
                ScanProgress.NONE));
    assertThat(result.problems()).isEmpty();
    return result.findings().stream()
        .filter(f -> f.location().path().matches(".*(Counter|Job).java"))
        .map(Finding::ruleId)
        .filter(r -> r.equals(RACE) || !r.startsWith("thread-"))
        .toList();
  }
}
