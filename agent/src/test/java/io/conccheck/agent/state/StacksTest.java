package io.conccheck.agent.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class StacksTest {

  @Test
  void tellWhatAThreadDoes() throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              begun.countDown();
              await(end);
            });
    assertThat(Stacks.of(thread)).isEmpty();
    thread.start();
    begun.await();
    Stacks.redefining(); // a platform thread is looked at all the same
    assertThat(Stacks.of(thread)).anyMatch(e -> e.getMethodName().equals("run"));
    end.countDown();
    thread.join();
    assertThat(Stacks.of(thread)).isEmpty();
  }

  @Test
  void tellWhatTheLookerDoes() {
    assertThat(Stacks.of(Thread.currentThread()))
        .anyMatch(e -> e.getMethodName().equals("tellWhatTheLookerDoes"));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
