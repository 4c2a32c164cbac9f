package io.conccheck.junit;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Test classes that the tests of this module run by a launcher of their own. */
final class Fixtures {

  static final CountDownLatch END = new CountDownLatch(1);

  private Fixtures() {}

  static void waitForTheEnd() {
    try {
      END.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void startThread(String name) {
    Thread t = new Thread(Fixtures::waitForTheEnd, name);
    t.setDaemon(true);
    t.start();
  }

  @NoLeaks(lingerMillis = 200, allowThreads = "allowed-*", allowProcesses = "*sleep 0.9*")
  static class Mixed {

    private static ExecutorService pool;
    private static Process child;
    private static long stray;

    @Test
    void leavesThread() {
      startThread("left");
    }

    @Test
    void leavesPool() throws Exception {
      pool = Executors.newFixedThreadPool(1);
      pool.submit(() -> 1).get();
    }

    @Test
    void leavesChild() throws Exception {
      child = new ProcessBuilder("sleep", "30").start();
    }

    /** A daemon that has left its parent and its session by the time the test ends. */
    @Test
    void leavesStray() throws Exception {
      Process shell =
          new ProcessBuilder("sh", "-c", "setsid sleep 31 </dev/null >/dev/null 2>&1 & echo $!")
              .start();
      stray = Long.parseLong(new String(shell.getInputStream().readAllBytes()).strip());
      shell.waitFor();
    }

    @Test
    void leavesAllowed() throws Exception {
      startThread("allowed-1");
      new ProcessBuilder("sleep", "0.9").start();
    }

    @Test
    void endsInTime() throws Exception {
      Thread t = new Thread(() -> {}, "short");
      t.start();
      ExecutorService short1 = Executors.newFixedThreadPool(2);
      short1.submit(() -> 1).get();
      short1.shutdown();
      new ProcessBuilder("true").inheritIO().start().waitFor();
      ForkJoinPool.commonPool().submit(() -> 1).get();
    }

    @AfterAll
    static void end() throws InterruptedException {
      pool.shutdown();
      child.destroyForcibly().waitFor();
      ProcessHandle.of(stray).ifPresent(ProcessHandle::destroy);
    }
  }

  static class OneMethod {

    @Test
    @NoLeaks(lingerMillis = 50)
    void watched() {
      startThread("left by one");
    }

    @Test
    void unwatched() {
      startThread("left by the other");
    }
  }

  @NoLeaks(lingerMillis = 50)
  @Execution(ExecutionMode.CONCURRENT)
  static class AtTheSameTime {

    private static final CountDownLatch BOTH = new CountDownLatch(2);

    @Test
    void one() throws InterruptedException {
      meet();
    }

    @Test
    void two() throws InterruptedException {
      meet();
    }

    private static void meet() throws InterruptedException {
      startThread("left by one of two");
      BOTH.countDown();
      BOTH.await(20, TimeUnit.SECONDS);
    }
  }

  @NoConcurrencyFindings
  static class WithoutAgent {

    @Test
    void passes() {
      startThread("not a finding");
    }
  }
}
