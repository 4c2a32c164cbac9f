package io.conccheck.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs test classes by the platform's launcher, started by code as Gradle starts it. */
class LauncherTest {

  /**
   * The failure of each test by its name, an empty text for those that passed; told by any thread.
   */
  private final Map<String, String> results = new ConcurrentSkipListMap<>();

  private String stderr;

  private void run(Class<?> tests, String parallel) {
    PrintStream before = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      LauncherFactory.create()
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(selectClass(tests))
                  .configurationParameter("junit.jupiter.execution.parallel.enabled", parallel)
                  .configurationParameter(
                      "junit.jupiter.execution.parallel.config.strategy", "fixed")
                  .configurationParameter(
                      "junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
                  .build(),
              new TestExecutionListener() {
                @Override
                public void executionFinished(TestIdentifier id, TestExecutionResult result) {
                  if (id.isTest()) {
                    String name = id.getDisplayName().replace("()", "");
                    results.put(name, result.getThrowable().map(Throwable::getMessage).orElse(""));
                  }
                }
              });
    } finally {
      System.setErr(before);
      stderr = bytes.toString(StandardCharsets.UTF_8);
    }
  }

  @Test
  void whoLeavesSomethingBehindFails() {
    run(Fixtures.Mixed.class, "false");
    assertThat(results.get("leavesThread"))
        .startsWith("the test left behind:\n  daemon thread `left` (")
        .contains("at io.conccheck.junit.Fixtures.waitForTheEnd(Fixtures.java:");
    assertThat(results.get("leavesPool")).contains("thread `pool-", "of a pool");
    assertThat(results.get("leavesChild")).contains("child process `", "sleep 30` (pid ");
    assertThat(results.get("leavesStray")).contains("\n  process `", "sleep 31` (pid ");
    assertThat(results.get("leavesAllowed")).isEmpty();
    assertThat(results.get("endsInTime")).isEmpty();
    assertThat(stderr)
        .contains("conccheck: test `leavesThread()` left behind: daemon thread `left`")
        .doesNotContain("endsInTime");
  }

  @Test
  void oneMethodAloneMayBeWatched() {
    run(Fixtures.OneMethod.class, "false");
    assertThat(results.get("watched")).contains("`left by one`").doesNotContain("other");
    assertThat(results.get("unwatched")).isEmpty();
    assertThat(stderr)
        .contains("test `unwatched()` left behind: daemon thread `left by the other`");
  }

  @Test
  void testsAtTheSameTimeAreNotBlamed() {
    run(Fixtures.AtTheSameTime.class, "true");
    assertThat(results).containsEntry("one", "").containsEntry("two", "");
    assertThat(stderr)
        .contains("conccheck: tests run at the same time")
        .doesNotContain("left behind");
  }

  @Test
  void withoutAnAgentFindingsFailNoTest() {
    run(Fixtures.WithoutAgent.class, "false");
    assertThat(results).containsEntry("passes", "");
    assertThat(stderr).contains("conccheck: no agent runs in this JVM");
  }

  @AfterAll
  static void end() {
    Fixtures.END.countDown();
  }
}
