package io.conccheck.agent.detect.deadlock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecentRequestsTest {

  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final AtomicInteger spare = new AtomicInteger(1 << 16);
  private final RecentRequests recent = new RecentRequests(spare);

  private int missesOfARound(int requests) {
    int misses = 0;
    for (long i = 1; i <= requests; i++) {
      misses += recent.contains(i * SPREAD) ? 0 : 1;
    }
    return misses;
  }

  @Test
  void growsForAThreadThatGoesRoundAmongMany() {
    assertThat(missesOfARound(10_000)).isEqualTo(10_000);
    for (int round = 0; round < 10; round++) {
      missesOfARound(10_000);
    }
    assertThat(missesOfARound(10_000)).isLessThan(3_000);
    recent.end();
    assertThat(spare).hasValue(1 << 16);
    assertThat(missesOfARound(100)).as("begins anew").isEqualTo(100);
  }

  @Test
  void staysSmallWhereNothingIsSpare() {
    spare.set(100);
    for (int round = 0; round < 10; round++) {
      missesOfARound(10_000);
    }
    assertThat(spare).hasValue(100);
    assertThat(missesOfARound(100)).isGreaterThan(0);
    assertThat(missesOfARound(100)).isLessThan(50);
  }
}
