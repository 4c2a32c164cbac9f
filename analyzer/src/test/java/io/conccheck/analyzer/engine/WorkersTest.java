package io.conccheck.analyzer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkersTest {

  private static final List<Integer> NUMBERS = IntStream.range(0, 100).boxed().toList();

  @Test
  void keepsTheOrderOfTheItems() {
    List<Integer> squares =
        new Workers(4, 60_000).map(NUMBERS, n -> n * n, n -> -1, ScanProgress.NONE);
    assertThat(squares).isEqualTo(NUMBERS.stream().map(n -> n * n).toList());
  }

  @Test
  void givesUpWhatTakesForEver() {
    CountDownLatch never = new CountDownLatch(1);
    List<Integer> results =
        new Workers(1, 200)
            .map(
                NUMBERS,
                n -> {
                  if (n == 7) {
                    awaitQuietly(never);
                  }
                  return n;
                },
                n -> -n,
                ScanProgress.NONE);
    never.countDown();
    assertThat(results).hasSize(100).contains(-7).doesNotContain(7);
    assertThat(results.get(99)).isEqualTo(99);
  }

  @Test
  void tellsAFailure() {
    Workers workers = new Workers(2, 60_000);
    assertThatThrownBy(
            () ->
                workers.map(
                    NUMBERS,
                    n -> {
                      throw new IllegalArgumentException("no");
                    },
                    n -> n,
                    ScanProgress.NONE))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("no");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
