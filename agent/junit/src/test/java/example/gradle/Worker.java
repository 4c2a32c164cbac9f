package example.gradle;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs a test class the way a worker of Gradle's does: in a JVM of its own, on a thread named for
 * it, in a session of the platform's launcher, with a listener of its own beside those found.
 */
public final class Worker {

  private Worker() {}

  private static final class Teller implements TestExecutionListener {
    @Override
    public void executionFinished(TestIdentifier id, TestExecutionResult result) {
      if (id.isTest()) {
        System.out.println(
            id.getDisplayName()
                + " "
                + result.getStatus()
                + " "
                + result.getThrowable().map(Throwable::getMessage).orElse(""));
      }
    }
  }

  private static void run(String testClass) {
    try (LauncherSession session = LauncherFactory.openSession()) {
      Launcher launcher = session.getLauncher();
      launcher.registerTestExecutionListeners(new Teller());
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      launcher.execute(
          LauncherDiscoveryRequestBuilder.request()
              .selectors(selectClass(Class.forName(testClass, false, loader)))
              .build());
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(e);
    }
  }

  public static void main(String[] args) throws InterruptedException {
    ExecutorService worker =
        Executors.newSingleThreadExecutor(task -> new Thread(task, "Test worker"));
    worker.execute(() -> run(args[0]));
    worker.shutdown();
    System.out.println(worker.awaitTermination(5, TimeUnit.MINUTES) ? "done" : "late");
    System.exit(0);
  }
}
