package example.gradle;

import io.conccheck.junit.NoConcurrencyFindings;
import io.conccheck.junit.NoLeaks;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Tests of which some leave something behind; run by {@link Worker} alone. */
@NoLeaks(lingerMillis = 300)
@NoConcurrencyFindings
class LeakyCases {

  private int count;

  @Test
  void leavesPool() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    pool.submit(() -> 1).get();
  }

  @Test
  void races() throws InterruptedException {
    Thread[] both = {new Thread(this::many), new Thread(this::many)};
    for (Thread t : both) {
      t.start();
    }
    for (Thread t : both) {
      t.join();
    }
  }

  private void many() {
    for (int i = 0; i < 100_000; i++) {
      count++;
    }
  }

  @Test
  void ends() throws InterruptedException {
    Thread t = new Thread(() -> {});
    t.start();
    t.join();
  }
}
