package io.conccheck.junit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Tells on stderr which test left a thread or child process behind, of every engine and without any
 * annotation; no test fails by it. The launcher finds it by its service entry. The switch {@code
 * -Dconccheck.junit.listen=false} turns it off.
 */
public final class LeakListener implements TestExecutionListener {

  private static final long LINGER_MILLIS = 100;
  private static final Globs NONE = new Globs();

  private final boolean on = !"false".equals(System.getProperty("conccheck.junit.listen", "true"));
  private final Parallel parallel = new Parallel();
  private final Map<String, Before> running = new ConcurrentHashMap<>();

  /** What was there when the test began. */
  private record Before(Alive alive, int findings, long entered) {}

  @Override
  public void executionStarted(TestIdentifier test) {
    if (on && test.isTest()) {
      Before before = new Before(Alive.now(), AgentLink.findings().size(), parallel.enter());
      running.put(test.getUniqueId(), before);
    }
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    Before before = running.remove(test.getUniqueId());
    if (before == null) {
      return;
    }
    List<String> left = List.of();
    try {
      left = Alive.since(before.alive(), LINGER_MILLIS, NONE, NONE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<String> found = AgentLink.findings();
    if (!parallel.leave(before.entered())) {
      return;
    }
    for (String what : left) {
      tell(test, "left behind: " + what);
    }
    for (String what : found.subList(Math.min(before.findings(), found.size()), found.size())) {
      tell(test, "made the finding " + what);
    }
  }

  private static void tell(TestIdentifier test, String what) {
    System.err.println("conccheck: test `" + test.getDisplayName() + "` " + what);
  }
}
