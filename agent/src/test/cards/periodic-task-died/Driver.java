import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Refreshes something that cannot be refreshed. */
public final class Driver {
  public static void main(String[] args) throws Exception {
    ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    Refresher.start(
        timer,
        () -> {
          throw new IllegalStateException("no connection");
        });
    Thread.sleep(500);
    timer.shutdown();
    timer.awaitTermination(5, TimeUnit.SECONDS);
  }
}
